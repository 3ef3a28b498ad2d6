/** LiteLLM's callback of the type `generic_api`: standard logging payloads as a list (`json_array`), as lines (`ndjson`), or one (`single`), all named JSON. */
import { fromLiteLlmLog } from '../../contract/intake/litellm-log.ts';
import { WordsUnreadable } from '../../contract/intake/read-words.ts';
import { intakeRoutes } from '../../contract/routes/intake.ts';
import { faultsOf } from '../http-request.ts';
import type { IntakeProtocol, ToldUsage, UnreadableUsage } from './intake-protocol.ts';
import { jsonResult, parsed, refusedAsProblem } from './json-answer.ts';

export const liteLlmLogs: IntakeProtocol = {
  route: intakeRoutes.takeLiteLlmLogs,
  putsAside: true,
  read: (body) => payloadsIn(body).flatMap((payload, at) => (payload === null ? [] : toldBy(payload, `[${at}]`))),
  taken: ({ kept, unreadable }) => jsonResult(200, { kept, putAside: unreadable.length }),
  refused: refusedAsProblem,
};

/** Lines are no JSON together, unless there is one. */
function payloadsIn(body: Buffer): readonly unknown[] {
  try {
    const value = parsed(body);
    return Array.isArray(value) ? value : [value];
  } catch (cause) {
    const lines = body.toString().split('\n').filter(Boolean);
    if (lines.length < 2) throw cause;
    return lines.map((line) => parsed(Buffer.from(line)));
  }
}

function toldBy(payload: unknown, place: string): readonly (ToldUsage | UnreadableUsage)[] {
  try {
    return fromLiteLlmLog(payload).map((event) => ({ place, event, body: withoutContent(payload) }));
  } catch (cause) {
    if (!(cause instanceof WordsUnreadable)) throw cause;
    return [{ place, body: withoutContent(payload), faults: faultsOf(cause.issues, payload) }];
  }
}

/**
 * Members that a payload is put aside with. Prompts and answers are nobody's to keep; and what has other members might be read otherwise when it is
 * sent on from there, as an event of an account that its sender doesn't reach.
 */
const kept: ReadonlySet<string> = new Set([
  'id',
  'call_type',
  'status',
  'cache_hit',
  'response_cost',
  'model',
  'prompt_tokens',
  'completion_tokens',
  'endTime',
  'end_user',
  'metadata',
]);

function withoutContent(payload: unknown): object {
  return Object.fromEntries(Object.entries(Object(payload)).filter(([name]) => kept.has(name)));
}
