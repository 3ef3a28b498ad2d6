/** The steps that the demonstration's stories are told in. */
import { routes } from '../../../shared/contract/routes/routes.ts';
import { present } from '../../../shared/domain/present.ts';
import type { Chapter } from './chapter.ts';
import type { Teller, TellerRequest } from './teller.ts';

/** Uses an account down to so many credits. */
export function spendDownTo(accountId: string, left: number): Chapter['tell'] {
  return async (teller) => {
    const { available = 0 } = await teller.send(routes.readAccount, { params: { accountId } });
    const credits = Math.round((available - left) * 1_000_000) / 1_000_000;
    if (credits > 0) await charge(teller, accountId, credits);
  };
}

/** Charges so many credits for a chat. */
export async function charge(
  teller: Teller,
  accountId: string,
  credits: number,
  status?: TellerRequest['status'],
): Promise<void> {
  const body = { credits, category: 'ai', dimensions: { user: 'ada', workflow: 'chat' } };
  await teller.send(routes.debitCredits, { params: { accountId }, body, ...present({ status }) });
}

/** Tells that the payment of the automatic top-up which is asked for was declined. */
export async function decline(teller: Teller, accountId: string, requestId: string): Promise<void> {
  const body = { requestId, reason: 'the card was declined' };
  await teller.send(routes.failTopUp, { params: { accountId }, body });
}

/** Sets credits aside for a migration of the account `overrun`, and uses all others. */
export async function beginMigration(teller: Teller): Promise<void> {
  const body = {
    credits: 250,
    category: 'infrastructure',
    whenExhausted: 'complete',
    expiresInSeconds: 72_000,
    dimensions: { user: 'linus', workflow: 'migrate', resource: 'warehouse' },
  };
  await teller.send(routes.authorizeHold, { params: { accountId: 'overrun' }, body });
  await spendDownTo('overrun', 0)(teller);
}

/** Settles the migration, which went on past what was set aside for it. */
export async function endMigration(teller: Teller): Promise<void> {
  const params = { accountId: 'overrun' };
  const { holds = [] } = await teller.send(routes.listHolds, { params });
  const holdId = holds[0]?.holdId ?? '';
  await teller.send(routes.captureHold, { params: { ...params, holdId }, body: { credits: 320 } });
}

/** Buys a pack for the account `in-debt`. */
export function buyPack(accountId: string, paymentId: string): Chapter['tell'] {
  return async (teller) => {
    const body = { packId: 'burst-1000', paymentId };
    await teller.send(routes.purchasePack, { params: { accountId }, body });
  };
}

/** Takes back the pack that was bought with a payment. */
export function chargeBack(accountId: string, paymentId: string): Chapter['tell'] {
  return async (teller) => {
    const body = { reason: 'disputed by the card’s holder' };
    await teller.send(routes.chargeBackPurchase, { params: { accountId, paymentId }, body });
  };
}

/** Starts a migration of the account `busy`, which goes on. */
export async function startLongJob(teller: Teller): Promise<void> {
  const dimensions = { user: 'linus', workflow: 'migrate' };
  const body = { credits: 600, category: 'infrastructure', whenExhausted: 'complete', expiresInSeconds: 36_000 };
  await teller.send(routes.authorizeHold, { params: { accountId: 'busy' }, body: { ...body, dimensions } });
}

/** Starts a run of agents of the account `busy`, which has told of some of its use. */
export async function startAgents(teller: Teller): Promise<void> {
  const dimensions = { user: 'margaret', workflow: 'agents', model: 'gpt-4o' };
  const body = { credits: 80, category: 'ai', expiresInSeconds: 7_200, dimensions };
  const { hold } = await teller.send(routes.authorizeHold, { params: { accountId: 'busy' }, body });
  const params = { accountId: 'busy', holdId: hold?.holdId ?? '' };
  await teller.send(routes.reportUsage, { params, body: { credits: 31.5 } });
}
