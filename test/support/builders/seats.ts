/** Plans that are sold by the seat, and accounts on them. */
import type { Account } from '../../../shared/domain/account/account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { present } from '../../../shared/domain/present.ts';
import { decideOpen, decidePlanChange } from './decisions.ts';
import { catalogueOf, changeOf, context, credits, plan, renewsAtMs, requestNamed, startMs } from './fixtures.ts';

export const plans = catalogueOf(
  plan({ planId: 'team', credits: credits(100), isPerSeat: true }),
  plan({ planId: 'office', credits: credits(150), isPerSeat: true }),
  plan({ planId: 'flat', credits: credits(300) }),
);
export const at = (ms: number): ReturnType<typeof context> => context(startMs + ms, { plans });
export const cycleMs = renewsAtMs - startMs;

export function opened(planId = 'team', seats?: number): { readonly account: Account; readonly entry: Entry } {
  const command = { ...requestNamed('open'), accountId: 'acme', planId, anchorMs: startMs, ...present({ seats }) };
  return changeOf(decideOpen(undefined, command, { nowMs: startMs, plans }));
}

export interface Asked {
  readonly planId?: string;
  readonly seats?: number;
  readonly when?: 'now' | 'next-cycle';
}

export function ask(
  account: Account,
  { planId = 'team', ...asked }: Asked,
  ms: number,
): ReturnType<typeof decidePlanChange> {
  return decidePlanChange(account, { ...requestNamed('k'), planId, ...asked }, at(ms));
}
