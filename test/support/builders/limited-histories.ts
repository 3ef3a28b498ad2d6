/** Random histories of an account with spending limits of every scope and period, in a zone whose clock is changed meanwhile. */
import type { Account } from '../../../shared/domain/account/account.ts';
import { noDueHolds } from '../../../shared/domain/account/hold.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { Refusal } from '../../../shared/domain/decisions/refusal.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { withHolds } from '../../../shared/storage/due-holds.ts';
import { decideOpen } from './decisions.ts';
import { changeOf, requestNamed } from './fixtures.ts';
import type { LimitedCommand } from './limited-commands.ts';
import { decided, limitedPlans } from './limited-decisions.ts';

export interface LimitedHistory {
  readonly account: Account;
  readonly entries: readonly Entry[];
  readonly refusals: readonly Refused[];
}

export interface Refused {
  readonly refusal: Refusal;
  /** The same asked again at a later time, with nothing else done meanwhile. */
  readonly laterAt: (atMs: number) => Decision | undefined;
}

/** `onStep` sees the account after each command, and its ledger. */
export function playLimited(
  commands: readonly LimitedCommand[],
  { startMs, timeZone }: { readonly startMs: number; readonly timeZone: string },
  onStep: (account: Account, entries: readonly Entry[], nowMs: number) => void = () => {},
): LimitedHistory {
  const open = { ...requestNamed('open'), accountId: 'acme', planId: 'team', timeZone };
  const opening = changeOf(decideOpen(undefined, open, { nowMs: startMs, plans: limitedPlans }));
  let { account } = opening;
  const entries: Entry[] = [opening.entry];
  const refusals: Refused[] = [];
  let nowMs = startMs;
  for (const [index, command] of commands.entries()) {
    nowMs += command.kind === 'wait' ? command.ms : 1;
    const dueHolds = withHolds(noDueHolds, entries);
    const current = advance(account, { nowMs, plans: limitedPlans, rateCards: [], dueHolds });
    ({ account } = current);
    entries.push(...current.entries);
    const decision = decided(account, command, { entries, nowMs, key: `key ${index}` });
    if (decision?.kind === 'refused') {
      const [before, ledger] = [account, [...entries]];
      const laterAt = (atMs: number): Decision | undefined => {
        const then = advance(before, {
          nowMs: atMs,
          plans: limitedPlans,
          rateCards: [],
          dueHolds: withHolds(noDueHolds, ledger),
        });
        const all = [...ledger, ...then.entries];
        return decided(then.account, command, { entries: all, nowMs: atMs, key: `key ${index}` });
      };
      refusals.push({ refusal: decision.refusal, laterAt });
    }
    if (decision?.kind === 'change') {
      ({ account } = decision);
      entries.push(...(decision.before ?? []), decision.entry);
    }
    onStep(account, entries, nowMs);
  }
  return { account, entries, refusals };
}
