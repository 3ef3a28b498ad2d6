import type { ProblemCode } from '../../shared/contract/answers/problem-code.ts';
import { problems } from '../../shared/contract/answers/problems.ts';
import { problemJson } from '../../shared/contract/answers/refusal.ts';
import type { RecordedProblem } from '../../shared/contract/openapi/recorded-examples.ts';
import { type HttpAnswer, refusalAnswer } from '../../shared/runtime/http-answer.ts';
import { thrownAnswer } from '../../shared/runtime/thrown-answer.ts';
import { AccountQuarantined, StoreUnavailable } from '../../shared/storage/table.ts';

const request = { operation: 'example', requestId: '5f2b6f0e-0c1d-4d53-9a7e-3a3f1f6b8c2d' };

/** It takes too many of something, another account or another deployment to meet these. */
const limits = [
  'too-many-holds',
  'too-many-limits',
  'too-many-limit-values',
  'hold-limit',
  'limit-limit',
  'standing-usage-limit',
  'watched-accounts-limit',
  'too-many-endpoints',
  'payment-claimed',
  'entry-withdrawn',
  'entry-lost',
  'repair-outdated',
  'not-repairable',
  'payments-not-connected',
  'customer-not-found',
  'pack-without-price',
] as const;

function retryAfter({ headers }: HttpAnswer): { readonly 'Retry-After': string } {
  return { 'Retry-After': headers?.['retry-after'] ?? '' };
}

/** Problems that no request of the story can provoke, made by what would answer them. One that is told is told from there. */
export function unprovokedProblems(): ReadonlyMap<ProblemCode, RecordedProblem> {
  const bug = thrownAnswer(new Error('an example, not a failure'), request);
  const outage = thrownAnswer(new StoreUnavailable('an example, not a failure'), request);
  const pending = refusalAnswer({ reason: 'history-pending' });
  const quarantine = thrownAnswer(new AccountQuarantined('an example, not a failure'), request);
  return new Map<ProblemCode, RecordedProblem>([
    ['internal-error', { body: bug.body }],
    ['unavailable', { headers: retryAfter(outage), body: outage.body }],
    ['history-pending', { headers: retryAfter(pending), body: pending.body }],
    ['not-authorized', { body: problemJson('not-authorized', problems['not-authorized'].meaning) }],
    ['account-quarantined', { headers: retryAfter(quarantine), body: quarantine.body }],
    ...limits.map((code) => [code, { body: problemJson(code, problems[code].meaning) }] as const),
  ]);
}
