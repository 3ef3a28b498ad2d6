/** Sets credits aside for work, once for each name that work has. */

import { present } from '../../domain/present.ts';
import type { Answer, AuthorizeHoldBody, Hold } from '../operations.ts';
import { keyOfWork } from '../request-key.ts';
import { checkedCharge, type Estimate } from './charge.ts';
import type { HoldTerms } from './hold-terms.ts';
import type { HoldClient } from './settle-work.ts';

export type Trial = HoldTerms & { readonly signal?: AbortSignal };

/** As many runs of one name that came to nothing, refused or given back, are tried anew. */
const runsMax = 100;

/**
 * A name's first run has a key of its own, and so has each further one. A run counts until it was given back or ran out of
 * time: after that, or after a refusal that is remembered, the next may be funded.
 */
export async function authorizeWork(trial: Trial): Promise<Answer<Hold>> {
  const { client, accountId, key, signal } = trial;
  const body = bodyOf(trial);
  const cut = signal === undefined ? {} : { signal };
  if (key === undefined) return holdIn(await client.authorizeHold({ accountId, body, ...cut }));
  let last: Answer<Hold> | undefined;
  for (let run = 1; run <= runsMax; run += 1) {
    const idempotencyKey = await keyOfWork(run === 1 ? 'hold' : `hold ${run}`, key);
    last = holdIn(await client.authorizeHold({ accountId, body, idempotencyKey, ...cut }));
    if (!last.isReplay) return last;
    if (last.kind === 'refused') continue;
    const now = await client.readHold({ accountId, holdId: last.value.holdId, ...cut });
    if (now.kind === 'refused') return now;
    if (now.value.state === 'open' || now.value.state === 'captured') return { ...last, value: now.value };
  }
  if (last === undefined) throw new RangeError('at least one run is tried');
  return last;
}

function holdIn(answer: Awaited<ReturnType<HoldClient['authorizeHold']>>): Answer<Hold> {
  return answer.kind === 'refused' ? answer : { ...answer, value: answer.value.hold };
}

function bodyOf({ estimate, slice, whenExhausted = 'pause', expiresInSeconds, dimensions }: Trial): AuthorizeHoldBody {
  return {
    ...chargeIn(estimate),
    whenExhausted,
    ...present({ expiresInSeconds, slice, dimensions }),
  };
}

function chargeIn(estimate: Estimate): Estimate {
  const checked = checkedCharge(estimate);
  if (checked.kind === 'wrong') throw new RangeError(checked.message);
  if (checked.kind === 'nothing') throw new RangeError('work is thought to use something at least');
  // Lines of nothing ask whether there is a price, before the work runs that may need it.
  if ('usage' in checked.charge && 'usage' in estimate)
    return { usage: [...checked.charge.usage, ...estimate.usage.filter(({ quantity }) => quantity === 0)] };
  if ('usage' in checked.charge || 'usage' in estimate) return estimate;
  return { credits: checked.charge.credits, category: estimate.category };
}
