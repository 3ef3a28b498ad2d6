import type { Outcome } from '../domain/decisions/outcome.ts';
import { type SettledUsage, settleUsage as settle } from '../domain/decisions/settle-usage.ts';
import { eventKey } from '../domain/event-key.ts';
import { fingerprint } from '../domain/fingerprint.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { present } from '../domain/present.ts';
import { minuteMs } from '../domain/time.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { changeBy } from './charging/change-by.ts';
import { type Charge, costOfCharge } from './charging/charge.ts';

/** Usage that has happened, as an event tells of it. */
export interface UsageEvent extends Pick<SettledUsage, 'dimensions'> {
  /** Who tells of it: with the id, what makes the event one, for ever and however it comes. */
  readonly source: string;
  readonly id: string;
  /** When it happened, in milliseconds since 1970; left out, it counts as happening now. The same each time that it is sent. */
  readonly timeMs?: number;
  readonly accountId: string;
  readonly charge: Charge;
}

/** Quarters of an hour: no zone's day begins within one, so that an entry of the same quarter is of the same day as its usage. */
const sameDayMs = 15 * minuteMs;

const change = changeBy(settle, (command) => ({ kind: 'debit', command }));

/**
 * Charges an event once, in whatever way and however often it comes (R36): what credits don't cover is overrun. Its key and fingerprint are made
 * of its source, id and time alone, so that one that comes again is answered as the first was, even when prices were mapped otherwise since.
 */
export async function settleUsage(
  store: AccountStore,
  { source, id, timeMs, accountId, charge, dimensions }: UsageEvent,
  caller: string,
  nowMs: number,
): Promise<Outcome<Entry>> {
  const occurred = timeMs === undefined ? {} : { occurredAtMs: timeMs };
  const priced = await costOfCharge(store, charge, nowMs, { accountId, ...occurred });
  if (priced.kind === 'invalid') return priced;
  const isOfNow = timeMs !== undefined && Math.floor(timeMs / sameDayMs) === Math.floor(nowMs / sameDayMs);
  const asked = {
    accountId,
    caller,
    idempotencyKey: eventKey({ source, id, ...present({ timeMs }) }),
    fingerprint: fingerprint('settle-usage', { source, id }),
    cost: priced.cost,
    ...present({ dimensions }),
    ...(isOfNow ? {} : occurred),
  };
  return change(store, asked, nowMs);
}
