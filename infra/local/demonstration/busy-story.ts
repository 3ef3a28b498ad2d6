/** The story of the account that is busy: what it keeps, buys and has at work, and the workflow that runs away. */
import { routes } from '../../../shared/contract/routes/routes.ts';
import { before, type Chapter, on } from './chapter.ts';
import { tokensFor } from './habits.ts';
import { startAgents, startLongJob } from './steps.ts';

/** A run of the workflow that runs away, of about so many credits. */
export function runAway(credits: number): Chapter['tell'] {
  return async (teller) => {
    const usage = tokensFor('claude-opus-4-6', credits);
    const dimensions = { user: 'otto', workflow: 'nightly-agents', model: 'claude-opus-4-6' };
    await teller.send(routes.debitCredits, { params: { accountId: 'busy' }, body: { usage, dimensions } });
  };
}

/** In its last four days one workflow runs away: the cause that "what changed" is to find. */
const runaway: readonly Chapter[] = [116, 117, 118, 119, 120].flatMap((day) =>
  [0.4, 1.9, 3.2, 4.8, 6.1, 7.7, 9.3, 11.2].map((hour) => on(day, hour, runAway(480))),
);

export const busyStory: readonly Chapter[] = [
  ...runaway,
  on(0, 9, async (teller) => {
    const accountId = 'busy';
    await teller.send(routes.keepStandingUsage, {
      params: { accountId, usageId: 'logs' },
      body: { sku: 'platform.log-storage.gb-hour', quantity: 900 },
    });
    await teller.send(routes.setLimit, {
      params: { accountId, limitId: 'infrastructure' },
      body: { credits: 9_000, category: 'infrastructure' },
    });
    await teller.send(routes.setLimit, {
      params: { accountId, limitId: 'each-user' },
      body: { credits: 6_000, dimension: { name: 'user', each: true }, period: 'day' },
    });
  }),
  on(60, 17, async (teller) => {
    const body = { packId: 'burst-5000', paymentId: 'pi_demonstration_pack' };
    await teller.send(routes.purchasePack, { params: { accountId: 'busy' }, body });
  }),
  on(61, 17, async (teller) => {
    const body = { credits: 250, reason: 'goodwill after the outage', actor: 'grace@example.com' };
    await teller.send(routes.adjustCredits, { params: { accountId: 'busy' }, body });
  }),
  on(115, 18, async (teller) => {
    const accountId = 'busy';
    const body = { usage: tokensFor('gpt-4o', 40), dimensions: { user: 'ada', workflow: 'chat', model: 'gpt-4o' } };
    const { entry } = await teller.send(routes.debitCredits, { params: { accountId }, body });
    const params = { accountId, seq: String(entry?.seq) };
    await teller.send(routes.reverseDebit, { params, body: { reason: 'the model answered nothing' } });
  }),
  before(95, startLongJob),
  before(20, startAgents),
];
