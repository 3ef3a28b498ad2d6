import { type Account, balanceOf } from '../account/account.ts';
import { availableFor } from '../account/grant.ts';
import type { Quarantine } from '../account/quarantine.ts';
import { type Microcredits, microcredits } from '../amount.ts';
import { present } from '../present.ts';
import type { RefusalRules } from './looking-ahead.ts';
import { type Obstacle, obstacleTo, type ProposedCharge, type Quarantined } from './obstacle.ts';
import type { PackOffer } from './pack-offer.ts';
import { restoreOf } from './restore.ts';
import type { Restore } from './way.ts';
import { helpfulPacks } from './ways-back.ts';

/** R26: an account that can pay an amount, decided as the debit would be; else what would make it able to. */
export interface Affordability {
  /** The credits that may pay for it (R29). */
  readonly available: Microcredits;
  readonly held: Microcredits;
  readonly isAffordable: boolean;
  readonly shortfall: Microcredits;
  /** The reason why not. */
  readonly obstacle?: Obstacle | Quarantined;
  /** The earliest instant at which it is affordable without buying anything: now, the end of work in progress or of a limit's period, or a renewal. Undefined when none in sight does. */
  readonly earliestMs?: number;
  /** How many renewals that is away. */
  readonly renewals?: number;
  /** The cheapest way to buy what is missing now. */
  readonly pack?: PackOffer;
  /** Every way that helps. */
  readonly restore?: Restore;
}

/** Nothing is paid by an account that is quarantined, and nothing helps before people have looked (R27). */
export function affordability(
  account: Account,
  charge: ProposedCharge,
  rules: RefusalRules,
  quarantine?: Quarantine,
): Affordability {
  const { held } = balanceOf(account);
  const available = availableFor(account.grants, charge.category);
  const shortfall = microcredits(Math.max(0, charge.credits - available));
  if (quarantine !== undefined) {
    const obstacle = { reason: 'account-quarantined', sinceMs: quarantine.sinceMs } as const;
    return { available, held, isAffordable: false, shortfall, obstacle };
  }
  const obstacle = obstacleTo(account, charge);
  const told = { available, held, isAffordable: obstacle === undefined, shortfall };
  if (obstacle === undefined) return { ...told, earliestMs: rules.nowMs, renewals: 0 };
  if (obstacle.reason === 'account-closed') return { ...told, obstacle };
  const restore = restoreOf(account, charge, rules);
  const [pack] = obstacle.reason === 'insufficient-credits' ? helpfulPacks(account, charge, rules) : [];
  return { ...told, obstacle, ...waitOf(restore), ...present({ pack }), restore };
}

function waitOf({ ways = [] }: Restore): Pick<Affordability, 'earliestMs' | 'renewals'> {
  const wait = ways.find((way) => way.kind === 'hold-end' || way.kind === 'limit-reset' || way.kind === 'renewal');
  if (wait === undefined) return {};
  return { earliestMs: wait.atMs, renewals: wait.kind === 'renewal' ? wait.renewals : 0 };
}
