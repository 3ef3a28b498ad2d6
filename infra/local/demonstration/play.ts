/** Plays the demonstration: every debit and every chapter of its story at its instant, through the routes of a service. */
import { routes } from '../../../shared/contract/routes/routes.ts';
import { dayMs, hourMs } from '../../../shared/domain/time.ts';
import { type DemonstrationAccount, demonstrationAccounts } from './accounts.ts';
import type { Chapter } from './chapter.ts';
import { debitsOfDay, type PlannedDebit } from './habits.ts';
import { demonstrationDays, endMs, startMs } from './span.ts';
import { story } from './story.ts';
import type { Teller } from './teller.ts';

/** Accounts that use no more than the story says once it has begun with them. */
const quietFromMs: Readonly<Record<string, number>> = {
  'at-zero': startMs + 119.5 * dayMs,
  overrun: startMs + 119.2 * dayMs,
  'in-debt': startMs + 118.3 * dayMs,
  closed: startMs + 85 * dayMs,
};

/** Plays up to an instant, the demonstration's end at the latest. */
export async function playDemonstration(teller: Teller, untilMs = endMs): Promise<void> {
  for (const account of demonstrationAccounts) await open(teller, account);
  const chapters = [...usage(), ...hourly(), ...story]
    .filter(({ atMs }) => atMs > startMs && atMs < untilMs)
    .toSorted((a, b) => a.atMs - b.atMs);
  for (const { atMs, tell } of chapters) {
    teller.goTo(atMs);
    await tell(teller);
  }
  teller.goTo(untilMs);
  await teller.settled();
}

async function open(teller: Teller, account: DemonstrationAccount): Promise<void> {
  const { accountId, planId, cycleAnchor, timeZone } = account;
  await teller.send(routes.openAccount, { params: { accountId }, body: { planId, cycleAnchor, timeZone } });
}

function usage(): readonly Chapter[] {
  const days = Array.from({ length: demonstrationDays + 2 }, (_, day) => day);
  return days
    .flatMap((day) => demonstrationAccounts.flatMap((account) => debitsOfDay(account, day)))
    .filter(({ accountId, atMs }) => atMs < (quietFromMs[accountId] ?? Number.POSITIVE_INFINITY))
    .map((debit) => ({ atMs: debit.atMs, tell: (teller) => charge(teller, debit) }));
}

async function charge(teller: Teller, { accountId, usage: lines, dimensions }: PlannedDebit): Promise<void> {
  await teller.send(routes.debitCredits, { params: { accountId }, body: { usage: lines, dimensions } });
}

function hourly(): readonly Chapter[] {
  const hours = Array.from({ length: (demonstrationDays + 1) * 24 }, (_, hour) => startMs + hour * hourMs);
  return hours.map((atMs) => ({
    atMs,
    tell: async (teller) => {
      await teller.settled();
      if (atMs < startMs + 119 * dayMs) await payTopUp(teller, 'at-zero');
    },
  }));
}

/** Whoever takes payments: a top-up that is asked for is paid within the hour, until the card is declined. */
async function payTopUp(teller: Teller, accountId: string): Promise<void> {
  const { topUpRequest } = await teller.send(routes.readAccount, { params: { accountId } });
  if (topUpRequest?.state !== 'requested') return;
  const body = { packId: topUpRequest.packId, paymentId: topUpRequest.requestId };
  await teller.send(routes.purchasePack, { params: { accountId }, body });
}
