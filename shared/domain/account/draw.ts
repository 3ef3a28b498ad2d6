/** Credits taken from grants, in draw order (R4). */
import { lesser, type Microcredits, minus, plus, total } from '../amount.ts';
import type { Category } from '../catalogue/rate-card.ts';
import { byDrawOrder, type Grant, left, type OutflowKind, pays, remaining, type Slice, withOutflows } from './grant.ts';

export interface Drawn {
  readonly grants: readonly Grant[];
  readonly slices: readonly Slice[];
}

/** The category of what is to be paid. Without one, only what pays for every category pays for it (R29). */
type Paid = Category | undefined;

/** Sets an amount aside, in draw order, as much as there is. */
export function setAside(
  grants: readonly Grant[],
  amount: Microcredits,
  category: Paid,
): Drawn & { readonly missing: Microcredits } {
  const { slices, missing } = slicesOf(payingFor(grants, category), amount);
  return { grants: taken(grants, slices, hold), slices, missing };
}

/** Takes an amount from live grants in draw order: all of it or, when they hold less, nothing (R5). */
export function draw(grants: readonly Grant[], amount: Microcredits, category: Paid): Drawn | undefined {
  const { missing, ...drawn } = drawUpTo(grants, amount, category);
  return missing > 0 ? undefined : drawn;
}

/** Takes as much of an amount as there is, in draw order, and says what is missing. */
export function drawUpTo(
  grants: readonly Grant[],
  amount: Microcredits,
  category: Paid,
): Drawn & { readonly missing: Microcredits } {
  const { slices, missing } = slicesOf(payingFor(grants, category), amount);
  return { grants: taken(grants, slices, use), slices, missing };
}

/** Takes an amount away that nobody used, in draw order, of what pays for every category: all of it or nothing. */
export function drain(grants: readonly Grant[], amount: Microcredits, kind: OutflowKind): Drawn | undefined {
  const { slices, missing } = slicesOf(payingFor(grants, undefined), amount);
  return missing > 0 ? undefined : { grants: taken(grants, slices, flowOut(kind)), slices };
}

/** Takes as much of an amount as one grant holds, for its payment's sake. */
export function takeBack(grants: readonly Grant[], grantId: string, amount: Microcredits): Drawn {
  const { slices } = slicesOf(
    grants.filter((grant) => grant.grantId === grantId),
    amount,
  );
  return { grants: taken(grants, slices, flowOut('refunded')), slices };
}

/** All that is left, in draw order, what waits included. */
export function allLeft(grants: readonly Grant[]): readonly Slice[] {
  return [...grants].sort(byDrawOrder).flatMap((grant) => {
    const credits = left(grant);
    return credits > 0 ? [{ grantId: grant.grantId, credits }] : [];
  });
}

function payingFor(grants: readonly Grant[], category: Paid): readonly Grant[] {
  return grants.filter((grant) => pays(grant, category));
}

function slicesOf(
  grants: readonly Grant[],
  amount: Microcredits,
): { readonly slices: readonly Slice[]; readonly missing: Microcredits } {
  let missing = amount;
  const slices: Slice[] = [];
  for (const grant of [...grants].sort(byDrawOrder)) {
    const credits = lesser(missing, remaining(grant));
    if (credits <= 0) continue;
    slices.push({ grantId: grant.grantId, credits });
    missing = minus(missing, credits);
  }
  return { slices, missing };
}

/** The grant after so many of its credits went one way. */
export type Take = (grant: Grant, credits: Microcredits) => Grant;

export function use(grant: Grant, credits: Microcredits): Grant {
  return { ...grant, used: plus(grant.used, credits) };
}

export function hold(grant: Grant, credits: Microcredits): Grant {
  return { ...grant, held: plus(grant.held, credits) };
}

export function flowOut(kind: OutflowKind): Take {
  return (grant, credits) => withOutflows(grant, { [kind]: credits });
}

/** The grants after what slices name was taken of each. */
export function taken(grants: readonly Grant[], slices: readonly Slice[], take: Take): readonly Grant[] {
  return grants.map((grant) => {
    const own = slices.filter(({ grantId }) => grantId === grant.grantId);
    return own.length === 0 ? grant : take(grant, total(own.map(({ credits }) => credits)));
  });
}
