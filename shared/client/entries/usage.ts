/** Usage that has happened, told as CloudEvents, as traces, or by LiteLLM's payloads. */
export {
  createUsageClient,
  type LogsTaken,
  type TracesRequest,
  type TracesTaken,
  type UsageClient,
  type UsageCloudEvent,
  type UsageData,
  type UsageTokens,
} from '../usage-client.ts';
