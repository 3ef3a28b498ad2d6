import type { Account } from '../account/account.ts';
import { microcredits } from '../amount.ts';
import { present } from '../present.ts';
import type { RefusalRules } from './looking-ahead.ts';
import type { ProposedCharge } from './obstacle.ts';
import type { Restore, Way } from './way.ts';
import { endsOf, waysBack } from './ways-back.ts';

/** How a refused charge gets through, as a refusal says it. */
export function restoreOf(account: Account, charge: ProposedCharge, rules: RefusalRules): Restore {
  return restoreBy(waysBack(account, charge, rules), endsOf(rules.openHolds?.() ?? []));
}

/** The packs among the ways, and the renewal, are told by themselves as well. */
export function restoreBy(ways: readonly Way[], holdEndsMs: readonly number[]): Restore {
  const renewal = ways.find((way) => way.kind === 'renewal');
  return {
    packs: ways.flatMap((way) =>
      way.kind === 'packs' ? [{ packId: way.packId, credits: microcredits(way.credits / way.count) }] : [],
    ),
    ...present({ renewsAtMs: renewal?.atMs, holdEndsMs: holdEndsMs.length === 0 ? undefined : holdEndsMs }),
    ways,
  };
}
