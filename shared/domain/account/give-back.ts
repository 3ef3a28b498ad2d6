/**
 * Credits given back to the grants that paid or were set aside. What comes back to a grant that has ended is forfeited
 * (R16); what comes back to one whose purchase was charged back pays for that purchase at once (R24).
 */
import { lesser, type Microcredits, microcredits, minus, noCredits, plus } from '../amount.ts';
import type { Drawn } from './draw.ts';
import { end, type Grant, hasEnded, owing, type Slice, withOutflows } from './grant.ts';

/** The grants after slices were given back; forfeited where the grant has ended. */
export interface GivenBack extends Drawn {
  /** The part of them that paid for purchases which were charged back. */
  readonly repaidDebt: Microcredits;
}

/** The grants after slices that were set aside are settled. */
export interface Settled extends Drawn, Pick<GivenBack, 'repaidDebt'> {
  /** Those given back. */
  readonly returned: readonly Slice[];
}

/** Uses an amount of what was set aside, in its order, and gives the rest back. */
export function settle(grants: readonly Grant[], pinned: readonly Slice[], amount: Microcredits): Settled {
  let missing = amount;
  let repaidDebt = noCredits;
  const slices: Slice[] = [];
  const returned: Slice[] = [];
  let current = grants;
  for (const { grantId, credits } of pinned) {
    const used = lesser(missing, credits);
    const rest = minus(credits, used);
    missing = minus(missing, used);
    const grant = current.find((each) => each.grantId === grantId);
    if (grant === undefined) throw new RangeError(`${grantId} is gone with credits set aside from it`);
    const settled = { ...grant, used: plus(grant.used, used), held: minus(grant.held, credits) };
    if (used > 0) slices.push({ grantId, credits: used });
    if (rest > 0)
      returned.push(hasEnded(grant) ? { grantId, credits: rest, forfeited: true } : { grantId, credits: rest });
    const paid = payOwnDebt(settled, rest);
    repaidDebt = plus(repaidDebt, paid.repaidDebt);
    current = current.map((each) => (each.grantId === grantId ? paid.grant : each));
    if (hasEnded(settled)) current = end(current, settled);
  }
  if (missing > 0) throw new RangeError('more is used than was set aside');
  return { grants: current, slices, returned, repaidDebt };
}

/** Gives slices that were used back to the grants that are still there; the rest is forfeited, and what was forfeited before isn't given at all. */
export function putBack(grants: readonly Grant[], slices: readonly Slice[]): GivenBack {
  let current = grants;
  let repaidDebt = noCredits;
  const returned: Slice[] = [];
  for (const { grantId, credits, forfeited } of slices) {
    if (forfeited) continue;
    const grant = current.find((each) => each.grantId === grantId && !hasEnded(each));
    returned.push(grant === undefined ? { grantId, credits, forfeited: true } : { grantId, credits });
    if (grant === undefined) continue;
    const paid = payOwnDebt({ ...grant, used: minus(grant.used, credits) }, credits);
    repaidDebt = plus(repaidDebt, paid.repaidDebt);
    current = current.map((each) => (each.grantId === grantId ? paid.grant : each));
  }
  return { grants: current, slices: returned, repaidDebt };
}

/** Gives back what the grants that are there repaid of the account's overrun, as far as they did. */
export function giveBackOverrun(grants: readonly Grant[], amount: Microcredits): Drawn {
  let missing = amount;
  const slices: Slice[] = [];
  const back = grants.map((grant) => {
    const credits = hasEnded(grant) ? noCredits : lesser(missing, grant.outflows?.repaidOverrun ?? noCredits);
    if (credits === 0) return grant;
    slices.push({ grantId: grant.grantId, credits });
    missing = minus(missing, credits);
    return withOutflows(grant, { repaidOverrun: microcredits(-credits) });
  });
  return { grants: back, slices };
}

/** A grant that credits came back to: they pay what is owed for its own purchases before anyone can spend them. */
export function payOwnDebt(
  grant: Grant,
  credits: Microcredits,
): { readonly grant: Grant; readonly repaidDebt: Microcredits } {
  const { debt = noCredits } = grant;
  const repaidDebt = lesser(debt, credits);
  if (repaidDebt === 0) return { grant, repaidDebt };
  return { grant: withOutflows(owing(grant, minus(debt, repaidDebt)), { repaidDebt }), repaidDebt };
}

/**
 * The grants when no more than so much is owed in all. What is owed for purchases whose grant has ended is paid first, then
 * the oldest grant's.
 */
export function owingAtMost(grants: readonly Grant[], debt: Microcredits): readonly Grant[] {
  let left = debt;
  const kept = new Map<string, Microcredits>();
  for (const grant of grants.toSorted((a, b) => b.createdSeq - a.createdSeq)) {
    const owed = lesser(left, grant.debt ?? noCredits);
    left = minus(left, owed);
    kept.set(grant.grantId, owed);
  }
  return grants.map((grant) => owing(grant, kept.get(grant.grantId) ?? noCredits));
}
