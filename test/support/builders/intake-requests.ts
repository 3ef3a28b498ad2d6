/** Requests that tell of usage, as the function of intake gets them. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type IntakeRoute, intakeRoutes } from '../../../shared/contract/routes/intake.ts';
import { workload } from './gateway-event.ts';

export interface SentUsage {
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly authorizer?: object;
  /** The project's address that it comes to: the default one's when left out. */
  readonly stage?: string;
}

export function intakeRequest(
  { method, path }: Pick<IntakeRoute, 'method' | 'path'>,
  { type, body, headers, authorizer = workload, stage = '$default' }: SentUsage,
): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': type, ...headers },
    requestContext: { authorizer, stage, http: { method, path }, requestId: 'request' } as never,
    body: body.toString(typeof body === 'string' ? 'utf8' : 'base64'),
    isBase64Encoded: typeof body !== 'string',
  };
}

/** The holder of a key, as our authorizer lets them in. */
export function holderOf(key: object): object {
  return { lambda: { keyId: 'k', key: JSON.stringify({ keyId: 'k', permissions: ['charge'], ...key }) } };
}

export function cloudEvent(members: object = {}): object {
  return {
    specversion: '1.0',
    id: '1',
    source: 'chat',
    type: 'turn',
    subject: 'acme',
    data: { credits: 2, category: 'ai' },
    ...members,
  };
}

export const { ingestEvents, exportTraces, takeLiteLlmLogs } = intakeRoutes;

/**
 * Written by opentelemetry-proto 1.45 of Python: an agent's span with what its children used, a call of a model with 374 tokens in, 100 of them
 * from a cache, and 44 out, a tool's span, and a call that says nothing of what it used.
 */
export const recordedTraces = Buffer.from(
  'CrUICjsKGwoMc2VydmljZS5uYW1lEgsKCWFzc2lzdGFudAocChJjcmVkaXRzLmFjY291bnQuaWQSBgoEYWNtZRL1BxK1AQoQW47/95gDgQPSabYz' +
    'gT/GDBII7uGbfsPBsXAiCO7hm37DwbFwKgxpbnZva2VfYWdlbnQwAzkAAPrtUXKGGEEAL2JHUnKGGEonChVnZW5fYWkub3BlcmF0aW9uLm5hbWUS' +
    'DgoMaW52b2tlX2FnZW50SiAKGWdlbl9haS51c2FnZS5pbnB1dF90b2tlbnMSAxj2AkogChpnZW5fYWkudXNhZ2Uub3V0cHV0X3Rva2VucxICGCwS' +
    'mgMKEFuO//eYA4ED0mm2M4E/xgwSCO7hm37DwbFxIgju4Zt+w8GxcCoEY2hhdDADOQAA+u1RcoYYQQAvYkdScoYYSh8KFWdlbl9haS5vcGVyYXRp' +
    'b24ubmFtZRIGCgRjaGF0SiAKFGdlbl9haS5wcm92aWRlci5uYW1lEggKBm9wZW5haUogChRnZW5fYWkucmVxdWVzdC5tb2RlbBIICgZncHQtNG9K' +
    'LAoVZ2VuX2FpLnJlc3BvbnNlLm1vZGVsEhMKEWdwdC00by0yMDI0LTA4LTA2SiwKHmdlbl9haS5yZXNwb25zZS5maW5pc2hfcmVhc29ucxIKKggK' +
    'BgoEc3RvcEonChpnZW5fYWkucmVxdWVzdC50ZW1wZXJhdHVyZRIJIQAAAAAAAOA/SiAKGWdlbl9haS51c2FnZS5pbnB1dF90b2tlbnMSAxj2Akog' +
    'ChpnZW5fYWkudXNhZ2Uub3V0cHV0X3Rva2VucxICGCxKKgokZ2VuX2FpLnVzYWdlLmNhY2hlX3JlYWQuaW5wdXRfdG9rZW5zEgIYZBJxChBbjv/3' +
    'mAOBA9JptjOBP8YMEgju4Zt+w8GxciII7uGbfsPBsXAqDGV4ZWN1dGVfdG9vbDADOQAA+u1RcoYYQQAvYkdScoYYSicKFWdlbl9haS5vcGVyYXRp' +
    'b24ubmFtZRIOCgxleGVjdXRlX3Rvb2wSqgIKEFuO//eYA4ED0mm2M4E/xgwSCO7hm37DwbFzIgju4Zt+w8GxcCoEY2hhdDADOQAA+u1RcoYYQQAv' +
    'YkdScoYYSh8KFWdlbl9haS5vcGVyYXRpb24ubmFtZRIGCgRjaGF0SiAKFGdlbl9haS5wcm92aWRlci5uYW1lEggKBm9wZW5haUogChRnZW5fYWku' +
    'cmVxdWVzdC5tb2RlbBIICgZncHQtNG9KLAoVZ2VuX2FpLnJlc3BvbnNlLm1vZGVsEhMKEWdwdC00by0yMDI0LTA4LTA2SiwKHmdlbl9haS5yZXNw' +
    'b25zZS5maW5pc2hfcmVhc29ucxIKKggKBgoEc3RvcEonChpnZW5fYWkucmVxdWVzdC50ZW1wZXJhdHVyZRIJIQAAAAAAAOA/',
  'base64',
);

/** Traces of one span with these attributes, in the JSON of OTLP. */
export function traceOf(...attributes: readonly (readonly [string, string | number])[]): object {
  const written = attributes.map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) },
  }));
  const span = { traceId: '5B8EFFF798038103D269B633813FC60C', spanId: 'EEE19B7EC3C1B171', attributes: written };
  return {
    resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, endTimeUnixNano: '1767225601500000000', kind: 3 }] }] }],
  };
}
