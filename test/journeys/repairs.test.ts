/**
 * R32: damage of every kind, in what was verified before and in what came since, is mended by the repair that is proposed: what
 * can't be proved is withdrawn and kept, its keys are answered, changes go on, and a later audit of the whole ledger is content.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStillClock } from '../../infra/local/clock.ts';
import { advanceDays, expectSound, proposedRepair, repair, whyRepaired } from '../support/service/repairs.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { audit, charge, expectToldEverywhere } from '../support/service/tampered-accounts.ts';
import { handIn, type Tampering, tamperings } from '../support/service/tampering.ts';

let service: TestService;

beforeAll(async () => {
  // About noon what is rolled up of the day fills its item, and is filed before the repair takes it back.
  const clock = createStillClock(Date.parse('2026-11-28T12:05:00.000Z'));
  service = await startTestService({ hasSchedules: false, hasStream: true, clock });
});
afterAll(() => service.stop());

async function usedInAll(accountId: string): Promise<number> {
  await service.consumed();
  const { json } = await service.call('GET', `/accounts/${accountId}/usage?groupBy=category&cycle=0`);
  return json.rows.reduce((sum: number, row: { credits: number }) => sum + row.credits, 0);
}

describe.each(Object.entries(tamperings))('%s', (name, tampering: Tampering) => {
  const kind = name.replaceAll(' ', '-');
  const isOfState = name === 'orphan hold' || name === 'stale counter';

  it('since the last audit: what follows it is withdrawn, and all goes on', async () => {
    const accountId = `mend-${kind}-new`;
    await service.open(accountId);
    await charge(service, accountId, 5);
    await audit();
    const newest = await charge(service, accountId, 30);
    const hand = handIn(service.engine.endpoint, accountId);
    await tampering.by(hand, 12);
    hand.close();
    await audit();
    await expectToldEverywhere(service, accountId, /^entry \d+\b/);

    const { repair: proposal } = await proposedRepair(service, accountId);
    const through = isOfState ? newest : 11;
    const available = 5_000 - (through - 1);
    expect(proposal).toMatchObject({ through, lost: [], balance: { available } });
    expect(proposal.withdraws).toEqual(isOfState ? undefined : { first: 12, last: newest });
    expect((await repair(service, accountId, through - 1)).json.code).toBe('repair-outdated');
    const repaired = await repair(service, accountId, through);
    expect(repaired.json).toMatchObject({
      entry: { type: 'repair', seq: newest + 1, ...whyRepaired },
      balance: { available },
    });
    expect((await repair(service, accountId, through)).text).toBe(repaired.text);

    const next = await charge(service, accountId, 3);
    expect(next).toBe(newest + 4);
    const { json } = await service.call('GET', `/accounts/${accountId}`);
    expect(json).toMatchObject({ state: 'active', available: available - 3, held: 0 });
    expect(await usedInAll(accountId)).toBe(through - 1 + 3);
    const { json: statement } = await service.call('GET', `/accounts/${accountId}/statements/0`);
    expect(statement.closing.available).toBe(available - 3);
    await expectSound(service, accountId);
  });

  it('in what was verified: what was found right stays, and what nobody can read is given up', async () => {
    const accountId = `mend-${kind}-old`;
    await service.open(accountId);
    const newest = await charge(service, accountId, 30);
    await audit();
    const hand = handIn(service.engine.endpoint, accountId);
    await tampering.by(hand, 7);
    hand.close();
    await advanceDays(service, 29);
    await audit();
    await expectToldEverywhere(service, accountId, /^entry \d+\b/);

    const { repair: proposal } = await proposedRepair(service, accountId);
    expect(proposal.withdraws).toBeUndefined();
    expect(proposal).toMatchObject({ through: newest, balance: { available: 4_970 } });
    expect(proposal.lost.map(({ first }: { first: number }) => first)).toEqual(isOfState ? [] : [7]);
    expect((await repair(service, accountId, newest)).status).toBe(200);

    await charge(service, accountId, 2);
    await expectSound(service, accountId);
  });
});
