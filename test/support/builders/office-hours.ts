/** Accounts that work in office hours, and the insights of them. */

import { hourOfWeekIn } from '../../../shared/domain/insights/local-hours.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import { type Insights, readInsights } from '../../../shared/operations/read-insights.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { stillSurroundings } from '../engines/surroundings.ts';
import { requestNamed, startMs } from './fixtures.ts';
import { debit } from './fleet.ts';

const timeZone = 'America/New_York';
/** The tenth of March, four cycles after the accounts were opened. */
export const nowMs = Date.parse('2027-03-10T15:20:00.000Z');

const hourOfWeek = hourOfWeekIn(timeZone);

/** Uses `perHour` credits in each office hour, or what is left of the balance, until `untilMs`. */
export async function work(
  store: CreditStore,
  accountId: string,
  perHour: (atMs: number) => number,
  untilMs = nowMs,
): Promise<void> {
  await openAccount(
    store,
    { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs, timeZone },
    startMs,
  );
  for (let atMs = startMs + 60_000; atMs < untilMs; atMs += hourMs) {
    const hour = hourOfWeek(atMs);
    if (hour >= 120 || hour % 24 < 9 || hour % 24 >= 17) continue;
    await debit(store, accountId, { key: `${atMs}`, credits: perHour(atMs), nowMs: atMs });
  }
}

export async function insightsOf(accountId: string, over: Table): Promise<Insights> {
  const found = await readInsights(createStore(over, stillSurroundings), { accountId, hasPlanFit: false }, nowMs);
  if (found.kind !== 'done') throw new Error(`refused: ${JSON.stringify(found)}`);
  return found.value;
}
