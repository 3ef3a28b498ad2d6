/** `/local/clock`, which only the local service has: GET reads its clock, POST moves it ahead. */
import * as z from 'zod/mini';
import { instant, wholeNumber } from '../../shared/contract/fields.ts';
import { readJson } from '../../shared/contract/json-text.ts';
import { type HttpAnswer, invalidAnswer, problemAnswer } from '../../shared/runtime/http-answer.ts';
import { faultsOf } from '../../shared/runtime/http-request.ts';
import type { LocalClock } from './clock.ts';

export const clockPath = '/local/clock';

const yearSeconds = 366 * 86_400;
const moveBody = z.union([
  z.strictObject({ now: instant('Where the clock is to stand.') }),
  z.strictObject({ advanceSeconds: wholeNumber(1, 50 * yearSeconds, 'How far to move it ahead.') }),
]);

export function answerClock(clock: LocalClock, method: string, body: Buffer): HttpAnswer {
  if (method === 'GET') return clockAnswer(clock);
  if (method !== 'POST')
    return { ...problemAnswer('method-not-allowed', `${clockPath} takes GET, POST.`), headers: { allow: 'GET, POST' } };
  const read = readJson(body.toString('utf8'));
  if (read.kind === 'faulty') return invalidAnswer([read.fault]);
  const found = moveBody.safeParse(read.value);
  if (!found.success) return invalidAnswer(faultsOf(found.error.issues, read.value));
  const toMs = 'now' in found.data ? found.data.now : clock.nowMs() + found.data.advanceSeconds * 1000;
  return clock.moveTo(toMs)
    ? clockAnswer(clock)
    : invalidAnswer([{ field: 'now', message: 'must not be in the past: clocks only go forward' }]);
}

function clockAnswer(clock: LocalClock): HttpAnswer {
  return { status: 200, body: { now: new Date(clock.nowMs()).toISOString() }, code: 'ok', isReplay: false };
}
