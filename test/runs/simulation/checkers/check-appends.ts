/** I28: whoever appends is never refused because of somebody else who does while there is room, and stands back when asked to. */
import type { LoadedAccount } from '../../../../shared/storage/account-item.ts';
import type { Item } from '../../../../shared/storage/table-keys.ts';
import type { Condition, Update } from '../../../../shared/storage/update.ts';
import { isAsAsked } from '../../../support/engines/apply-update.ts';
import type { Find } from './rules.ts';

/** A pause that lies further ahead is of no account. */
const pauseMaxMs = 3_000;
const weightMax = 12_000;

/** True time, and how far the clock of whoever appends may be off. */
export interface Clock {
  readonly nowMs: number;
  readonly skewMs: number;
}

/** Nothing is appended to an account that is paused by any clock that may be. What waited for its turn says an earlier time. */
export function checkPause(
  { before, after }: { readonly before: LoadedAccount | undefined; readonly after: LoadedAccount },
  { nowMs, skewMs }: Clock,
  say: Find,
): void {
  const [was, is] = [before?.escrow, after.escrow];
  if (was === undefined || is === undefined || was.epoch !== is.epoch || was.filings !== is.filings) return;
  const { pausedUntilMs = 0 } = was;
  const isPaused = pausedUntilMs > nowMs + skewMs && pausedUntilMs <= nowMs - skewMs + pauseMaxMs;
  if (is.tail.length > was.tail.length && isPaused)
    say('I28', `was appended to at ${nowMs}, and is paused until ${pausedUntilMs}`);
}

/** Attributes that every append changes: to ask for one as it was is to lose to others. */
const changedByAll = ['writes', 'tail', 'weight'];

/** A refused append was asked for something that isn't there, or for room in a tail that is full. */
export function checkRefused({ asks, changes }: Update, existing: Item | undefined, say: Find): void {
  if (existing === undefined || !changes.some((change) => change.do === 'append')) return;
  const unmet = asks.filter((ask) => !isAsAsked(existing, { asks: [ask] }));
  if (unmet.length > 0 && unmet.every((ask) => isOfOthers(ask, existing)))
    say('I28', `an append was refused because of others: ${JSON.stringify(unmet)}`);
}

function isOfOthers(ask: Condition, { weight }: Item): boolean {
  if ('of' in ask) return false;
  const [attribute] = ask.path;
  const isFull = attribute === 'weight' && ask.is === '<=' && Number(weight) > ask.value && ask.value > weightMax / 2;
  return changedByAll.includes(attribute) && !isFull;
}
