import { type ProblemCode, problems } from '../../shared/contract/problems.ts';
import type { RecordedProblem } from '../../shared/contract/recorded-examples.ts';
import { problemJson } from '../../shared/contract/wire.ts';
import { thrownAnswer } from '../../shared/runtime/thrown-answer.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';

const place = { operation: 'example', requestId: '5f2b6f0e-0c1d-4d53-9a7e-3a3f1f6b8c2d' };

/** Problems that no request of the story can provoke, made by what would answer them. One that is told is told from there. */
export function unprovokedProblems(): ReadonlyMap<ProblemCode, RecordedProblem> {
  const bug = thrownAnswer(new Error('an example, not a failure'), place);
  const outage = thrownAnswer(new StoreUnavailable('an example, not a failure'), place);
  return new Map<ProblemCode, RecordedProblem>([
    ['internal-error', { body: bug.body }],
    ['unavailable', { headers: { 'Retry-After': outage.headers?.['retry-after'] ?? '' }, body: outage.body }],
    ['not-authorized', { body: problemJson('not-authorized', problems['not-authorized'].meaning) }],
    ['account-closed', { body: problemJson('account-closed', problems['account-closed'].meaning) }],
  ]);
}
