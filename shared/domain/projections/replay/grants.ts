/** Effects of entries on grants: credits that arrive, are taken, set aside, taken back with their payment, or come back. */
import type { Account } from '../../account/account.ts';
import { flowOut, type Take, taken } from '../../account/draw.ts';
import { owingAtMost, payOwnDebt } from '../../account/give-back.ts';
import { type Grant, hasEnded, newGrant, owing, type Slice, withNotice, withOutflows } from '../../account/grant.ts';
import { minus, noCredits, plus } from '../../amount.ts';
import type { EntryOf } from '../../ledger/entry.ts';
import { present } from '../../present.ts';
import { type Replayed, type ReplayRules, withAccount } from './replayed.ts';

/** Credits that arrive stand alone, or join a grant that was there. What they repay at once flows out of them. */
export function arrived(entry: EntryOf<'grant' | 'plan-change'>, from: Replayed): Replayed {
  const { account } = from;
  const { repaidDebt, repaidOverrun, expiresAtMs, slices, paymentId } = entry;
  const debt = minus(account.debt, repaidDebt ?? noCredits);
  const purchases = new Map(from.purchases);
  let grants = owingAtMost(account.grants, debt);
  for (const { grantId, credits } of slices) {
    const host = grants.find((grant) => grant.grantId === grantId);
    const endsAtMs = expiresAtMs ?? host?.expiresAtMs ?? entry.atMs;
    const fresh = withOutflows(newGrant(grantId, credits, endsAtMs, entry.seq), present({ repaidDebt, repaidOverrun }));
    grants =
      host === undefined
        ? [...grants, withNotice(fresh, entry.atMs)]
        : grants.map((grant) => (grant === host ? joined(grant, fresh) : grant));
    if (paymentId !== undefined) purchases.set(paymentId, grantId);
  }
  const overrun = minus(account.overrun, repaidOverrun ?? noCredits);
  return { ...from, account: { ...account, grants, debt, overrun }, purchases };
}

function joined(host: Grant, { granted, outflows, expiresAtMs }: Grant): Grant {
  return { ...withOutflows(host, outflows ?? {}), granted: plus(host.granted, granted), expiresAtMs };
}

/** Owes what is gone of a purchase, by the account and by its grant. */
export function chargedBack(entry: EntryOf<'chargeback'>, from: Replayed, { undone }: ReplayRules): Replayed {
  const missing = entry.uncovered ?? noCredits;
  const account = moved(from.account, entry.slices, flowOut('refunded'));
  const [bought = entry.slices[0]] = undone?.slices ?? [];
  const host = from.purchases.get(entry.paymentId) ?? bought?.grantId;
  const grants = account.grants.map((grant) =>
    grant.grantId === host && !hasEnded(grant) ? owing(grant, plus(grant.debt ?? noCredits, missing)) : grant,
  );
  return withAccount(from, { ...account, grants, debt: plus(account.debt, missing) });
}

/** The grant once it was told that it is about to expire. */
export function withoutNotice({ noticeAtMs: _given, ...grant }: Grant): Grant {
  return grant;
}

/** Pays with what comes back to a grant what it owes for its own purchases. */
export function payOwnDebts(grants: readonly Grant[], returned: readonly Slice[]): readonly Grant[] {
  const alive = returned.filter(({ forfeited }) => !forfeited);
  return taken(grants, alive, (grant, credits) => payOwnDebt(grant, credits).grant);
}

/** The account after what slices name went one way. */
export function moved(account: Account, slices: readonly Slice[], by: Take): Account {
  return { ...account, grants: taken(account.grants, slices, by) };
}
