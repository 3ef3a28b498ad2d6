/** `/local/events`, which only the local service has: the newest events, once everything written so far is consumed. */
import { type HttpAnswer, problemAnswer } from '../../shared/runtime/http-answer.ts';
import type { MemoryBus } from './memory-bus.ts';
import type { LocalStream } from './stream.ts';

export const eventsPath = '/local/events';

export async function answerEvents(
  { stream, bus }: { readonly stream: LocalStream; readonly bus: MemoryBus },
  method: string,
): Promise<HttpAnswer> {
  if (method !== 'GET')
    return { ...problemAnswer('method-not-allowed', `${eventsPath} takes GET.`), headers: { allow: 'GET' } };
  await stream.drained();
  return { status: 200, body: { events: bus.events() }, code: 'ok', isReplay: false };
}
