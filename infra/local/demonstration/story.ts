/** The story of the demonstration's accounts besides their daily use. */
import { routes } from '../../../shared/contract/routes/routes.ts';
import { busyStory } from './busy-story.ts';
import { type Chapter, on } from './chapter.ts';
import { beginMigration, buyPack, charge, chargeBack, decline, endMigration, spendDownTo } from './steps.ts';
import type { Teller } from './teller.ts';

async function declineAtZero(teller: Teller): Promise<void> {
  const { topUpRequest } = await teller.send(routes.readAccount, { params: { accountId: 'at-zero' } });
  if (topUpRequest === undefined) throw new Error('at-zero asks for no top-up');
  await decline(teller, 'at-zero', topUpRequest.requestId);
}

const atZero: readonly Chapter[] = [
  on(0, 14.5, async (teller) => {
    const body = { packId: 'burst-1000', threshold: 100, maxPerCycle: 2 };
    await teller.send(routes.setAutoTopUp, { params: { accountId: 'at-zero' }, body });
  }),
  on(119, 18, spendDownTo('at-zero', 130)),
  on(120, 6.5, spendDownTo('at-zero', 90)),
  on(120, 6.6, declineAtZero),
  on(120, 8.1, declineAtZero),
  on(120, 9, spendDownTo('at-zero', 0)),
  on(120, 10.1, declineAtZero),
  ...[9.8, 10.5, 12.25, 14.4].map((hour) => on(120, hour, (teller) => charge(teller, 'at-zero', 2.5, 402))),
  on(120, 14.1, declineAtZero),
];

const low: readonly Chapter[] = [on(102, 15, buyPack('low', 'pi_demonstration_more'))];

const overrun: readonly Chapter[] = [
  on(119, 12, spendDownTo('overrun', 260)),
  on(119, 12.5, beginMigration),
  on(119, 17.5, endMigration),
];

const inDebt: readonly Chapter[] = [
  on(108, 13, buyPack('in-debt', 'pi_demonstration_disputed')),
  on(118, 15, spendDownTo('in-debt', 150)),
  on(119, 10, chargeBack('in-debt', 'pi_demonstration_disputed')),
];

const closed: readonly Chapter[] = [
  on(0, 7, async (teller) => {
    const body = { credits: 500, reason: 'a trial', actor: 'ada@example.com' };
    await teller.send(routes.adjustCredits, { params: { accountId: 'closed' }, body });
  }),
  on(85, 9, async (teller) => {
    await teller.send(routes.closeAccount, { params: { accountId: 'closed' } });
  }),
];

export const story: readonly Chapter[] = [...low, ...atZero, ...overrun, ...inDebt, ...closed, ...busyStory];
