/** The story of the demonstration's accounts besides their daily use. */
import { routes } from '../../../shared/contract/routes/routes.ts';
import { present } from '../../../shared/domain/present.ts';
import { busyStory } from './busy-story.ts';
import { type Chapter, on } from './chapter.ts';
import type { Teller } from './teller.ts';

/** Uses an account down to so many credits. */
function spendDownTo(accountId: string, left: number): Chapter['tell'] {
  return async (teller) => {
    const { available = 0 } = await teller.send(routes.readAccount, { params: { accountId } });
    const credits = Math.round((available - left) * 1_000_000) / 1_000_000;
    if (credits > 0) await charge(teller, accountId, credits);
  };
}

async function charge(teller: Teller, accountId: string, credits: number, status?: number): Promise<void> {
  const body = { credits, category: 'ai', dimensions: { user: 'ada', workflow: 'chat' } };
  await teller.send(routes.debitCredits, { params: { accountId }, body, ...present({ status }) });
}

/** Tells that the payment of the automatic top-up which is asked for was declined. */
function decline(accountId: string): Chapter['tell'] {
  return async (teller) => {
    const { topUpRequest } = await teller.send(routes.readAccount, { params: { accountId } });
    if (topUpRequest === undefined) throw new Error(`${accountId} asks for no top-up`);
    const body = { requestId: topUpRequest.requestId, reason: 'the card was declined' };
    await teller.send(routes.failTopUp, { params: { accountId }, body });
  };
}

const atZero: readonly Chapter[] = [
  on(0, 14.5, async (teller) => {
    const body = { packId: 'burst-1000', threshold: 100, maxPerCycle: 2 };
    await teller.send(routes.setAutoTopUp, { params: { accountId: 'at-zero' }, body });
  }),
  on(119, 18, spendDownTo('at-zero', 130)),
  on(120, 6.5, spendDownTo('at-zero', 90)),
  on(120, 6.6, decline('at-zero')),
  on(120, 8.1, decline('at-zero')),
  on(120, 9, spendDownTo('at-zero', 0)),
  on(120, 10.1, decline('at-zero')),
  ...[9.8, 10.5, 12.25, 14.4].map((hour) => on(120, hour, (teller) => charge(teller, 'at-zero', 2.5, 402))),
  on(120, 14.1, decline('at-zero')),
];

const low: readonly Chapter[] = [
  on(102, 15, async (teller) => {
    const body = { packId: 'burst-1000', paymentId: 'pi_demonstration_more' };
    await teller.send(routes.purchasePack, { params: { accountId: 'low' }, body });
  }),
];

const overrun: readonly Chapter[] = [
  on(119, 12, spendDownTo('overrun', 260)),
  on(119, 12.5, async (teller) => {
    const body = {
      credits: 250,
      category: 'infrastructure',
      whenExhausted: 'complete',
      expiresInSeconds: 72_000,
      dimensions: { user: 'linus', workflow: 'migrate', resource: 'warehouse' },
    };
    await teller.send(routes.authorizeHold, { params: { accountId: 'overrun' }, body });
    await spendDownTo('overrun', 0)(teller);
  }),
  on(119, 17.5, async (teller) => {
    const params = { accountId: 'overrun' };
    const { holds = [] } = await teller.send(routes.listHolds, { params });
    const holdId = holds[0]?.holdId ?? '';
    await teller.send(routes.captureHold, { params: { ...params, holdId }, body: { credits: 320 } });
  }),
];

const inDebt: readonly Chapter[] = [
  on(108, 13, async (teller) => {
    const body = { packId: 'burst-1000', paymentId: 'pi_demonstration_disputed' };
    await teller.send(routes.purchasePack, { params: { accountId: 'in-debt' }, body });
  }),
  on(118, 15, spendDownTo('in-debt', 150)),
  on(119, 10, async (teller) => {
    const params = { accountId: 'in-debt', paymentId: 'pi_demonstration_disputed' };
    await teller.send(routes.chargeBackPurchase, { params, body: { reason: 'disputed by the card’s holder' } });
  }),
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
