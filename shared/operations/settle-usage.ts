import type { UsageEvent } from '../domain/catalogue/usage-event.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import { settleUsage as settle } from '../domain/decisions/settle-usage.ts';
import { eventKey } from '../domain/event-key.ts';
import { fingerprint } from '../domain/fingerprint.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { present } from '../domain/present.ts';
import { minuteMs } from '../domain/time.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { changeBy } from './charging/change-by.ts';
import { costOfCharge } from './charging/charge.ts';
import { costOfModel } from './charging/price-model.ts';

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
  const terms = { accountId, ...occurred };
  const priced =
    'model' in charge
      ? await costOfModel(store, charge, nowMs, terms)
      : await costOfCharge(store, charge, nowMs, terms);
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
