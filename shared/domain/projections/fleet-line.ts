/** An account among all, as operators see it: its figures as of now. */
import type { AccountState } from '../account/account.ts';
import type { DetailsChange, Named } from '../account/account-details.ts';
import type { Microcredits } from '../amount.ts';
import { type FleetLevel, type FleetOrder, fleetLevels } from './fleet.ts';

export type FleetLine =
  | { readonly kind: 'read'; readonly account: FleetAccount }
  /** The stored item isn't an account of ours: people have to look. */
  | { readonly kind: 'unreadable'; readonly accountId: string };

export interface FleetAccount extends Named {
  readonly accountId: string;
  /** The last change of what it is known by. */
  readonly named?: DetailsChange;
  readonly planId: string;
  readonly state: AccountState;
  readonly level: FleetLevel;
  readonly isQuarantined: boolean;
  readonly available: Microcredits;
  readonly held: Microcredits;
  readonly overrun: Microcredits;
  /** The most that was available in this cycle. */
  readonly peak: Microcredits;
  /** A day. */
  readonly burn: Microcredits;
  readonly exhaustedSinceMs?: number;
  readonly renewsAtMs: number;
  readonly changedAtMs: number;
}

type Comparison = (a: FleetLine, b: FleetLine) => number;

/** A page's lines by their figures, in each order. */
export const compareLines = {
  state: compareBy(({ level, available, peak, burn }) => [
    fleetLevels.indexOf(level),
    peak === 0 ? 0 : available / peak,
    -burn,
  ]),
  available: compareBy(({ available }) => [available]),
  burn: compareBy(({ burn }) => [-burn]),
} as const satisfies Record<FleetOrder, Comparison>;

/** Compares accounts. What can't be read comes first: it needs somebody most. */
function compareBy(figures: (account: FleetAccount) => readonly number[]): Comparison {
  return (a, b) => {
    if (a.kind !== 'read' || b.kind !== 'read') return Number(a.kind === 'read') - Number(b.kind === 'read');
    const theirs = figures(b.account);
    const differences = figures(a.account).map((figure, index) => figure - (theirs[index] ?? 0));
    return differences.find((difference) => difference !== 0) ?? 0;
  };
}
