import { type Account, balanceOf } from '../../domain/account/account.ts';
import { type Grant, newGrant } from '../../domain/account/grant.ts';
import { isTopUpOpen } from '../../domain/account/top-up-request.ts';
import { type Microcredits, microcredits } from '../../domain/amount.ts';
import type { Plan } from '../../domain/catalogue/plan.ts';
import type { CreditStore } from '../../storage/store.ts';
import { ItemCorrupt } from '../../storage/table.ts';

/** A pack that an automatic top-up asked for, and that isn't paid yet. */
export interface ExpectedTopUp {
  readonly packId: string;
  readonly credits: Microcredits;
  readonly requestedAtMs: number;
  /** The grant that it would be once it is paid: debts are repaid from it first. */
  readonly grant: Grant;
}

/** R34: the pack that is on its way to an account, as its plan sells it now; undefined where none is. */
export async function expectedTopUp(
  store: Pick<CreditStore, 'topUps'>,
  account: Account,
  { plan, nowMs }: { readonly plan: Plan | undefined; readonly nowMs: number },
): Promise<ExpectedTopUp | undefined> {
  if (account.autoTopUp === undefined || account.closedAtMs !== undefined) return undefined;
  const request = await readable(store, account.accountId);
  if (request === undefined || !isTopUpOpen(request, nowMs)) return undefined;
  const { packId, sinceMs: requestedAtMs } = request;
  const pack = plan?.packs.find((each) => each.packId === packId);
  if (pack === undefined) return undefined;
  const { credits, lifeMs = Number.POSITIVE_INFINITY } = pack;
  const endsAtMs = Math.min(account.cycle.endMs, nowMs + lifeMs);
  const spendable = microcredits(Math.max(0, credits - balanceOf(account).debt));
  const grant = newGrant(`add-on-${account.seq + 1}`, spendable, endsAtMs, account.seq + 1);
  return { packId, credits, requestedAtMs, grant };
}

/** A request that can't be read is none. */
async function readable(store: Pick<CreditStore, 'topUps'>, accountId: string) {
  try {
    return await store.topUps.read(accountId);
  } catch (cause) {
    if (cause instanceof ItemCorrupt) return undefined;
    throw cause;
  }
}
