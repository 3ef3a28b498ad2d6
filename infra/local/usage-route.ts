/** `/local/usage`, which only the local service has: events of usage that wait or were put aside, and sends the latter on again. */
import { type HttpAnswer, problemAnswer } from '../../shared/runtime/http-answer.ts';
import type { MemoryUsage } from './memory-usage.ts';

export const usagePath = '/local/usage';

export async function answerUsage(usage: MemoryUsage, method: string): Promise<HttpAnswer> {
  if (method !== 'GET' && method !== 'POST')
    return { ...problemAnswer('method-not-allowed', `${usagePath} takes GET, POST.`), headers: { allow: 'GET, POST' } };
  const sentAgain = method === 'POST' ? { sentAgain: usage.redrive() } : {};
  await usage.settled();
  return { status: 200, body: { ...sentAgain, putAside: usage.putAside() }, code: 'ok', isReplay: false };
}
