/**
 * Damage of every kind, in what was verified before and in what came since: the next audit that covers it names the entry, the
 * account is quarantined, and everything that reads goes on with what can be proved.
 */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';
import { audit, charge, expectRefused, expectToldEverywhere } from '../support/service/tampered-accounts.ts';
import { type Hand, handIn, type Tampering, tamperings } from '../support/service/tampering.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false, hasStream: true });
});
afterAll(() => service.stop());

async function advanceDays(days: number): Promise<void> {
  await service.call('POST', '/local/clock', { body: { advanceSeconds: days * 86_400 } });
}

describe.each(Object.entries(tamperings))('%s', (name, tampering: Tampering) => {
  const kind = name.replaceAll(' ', '-');

  /** A counter is of no entry: it is told as of the account's newest, or of the first that doesn't follow from it. */
  async function damaged(accountId: string, seq: number, newest: number): Promise<RegExp> {
    const hand: Hand & { close(): void } = handIn(service.engine.endpoint, accountId);
    const named = await tampering.by(hand, seq);
    hand.close();
    return name === 'stale counter' ? new RegExp(`^entry (${named}|${newest})\\b`) : new RegExp(`^entry ${named}\\b`);
  }

  it('since the last audit: the next one names its entry, changes are refused by name, every read answers', async () => {
    const accountId = `${kind}-new`;
    await service.open(accountId);
    await charge(service, accountId, 5);
    await audit();
    const newest = await charge(service, accountId, 30);

    const finding = await damaged(accountId, 12, newest);
    await audit();

    await expectToldEverywhere(service, accountId, finding);
    await expectRefused(service, accountId);
  });

  it('in what was verified: the audit that reads all of it again within 30 days names its entry', async () => {
    const accountId = `${kind}-old`;
    await service.open(accountId);
    const newest = await charge(service, accountId, 30);
    await audit();

    const finding = await damaged(accountId, 7, newest);
    await advanceDays(30);
    await audit();

    await expectToldEverywhere(service, accountId, finding);
    await expectRefused(service, accountId);
  });
});
