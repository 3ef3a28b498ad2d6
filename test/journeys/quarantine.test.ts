/** R27: a quarantine is lifted by an operator with a reason, and comes back with the next audit while its cause is there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { audit, charge, expectRefused } from '../support/service/tampered-accounts.ts';
import { handIn, tamperings } from '../support/service/tampering.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false, hasStream: true });
});
afterAll(() => service.stop());

describe('a quarantine', () => {
  const why = { body: { reason: 'its counter was put right', actor: 'ada@example.com' } };

  it('is lifted with a reason once its cause is mended: changes go through, and the audit has nothing to say', async () => {
    await service.open('mended');
    await charge(service, 'mended', 3);
    const hand = handIn(service.engine.endpoint, 'mended');
    const sound = await hand.table.get(accountKey('mended'));
    await tamperings['stale counter'].by(hand);
    await audit();
    await expectRefused(service, 'mended');

    const found = await hand.table.get(accountKey('mended'));
    if (sound === undefined || found === undefined) return expect.fail('no such account');
    await hand.table.putMany([{ ...found, state: sound['state'] }]);
    const lifted = await service.call('POST', '/accounts/mended/quarantine/lift', why);

    expect(lifted.json).toEqual({ accountId: 'mended', quarantined: false });
    const [past] = (await service.call('GET', '/accounts/mended/quarantine')).json.past;
    expect(past).toMatchObject({ reason: why.body.reason, actor: why.body.actor });
    expect(past.findings.length).toBeGreaterThan(0);
    expect(past.since <= past.endedAt).toBe(true);
    await charge(service, 'mended', 2);
    await audit();
    const { json } = await service.call('GET', '/accounts/mended');
    expect(json).toMatchObject({ state: 'active', available: 4_995 });
    const health = await service.call('GET', '/service-health');
    expect(JSON.stringify(health.json.quarantined)).not.toContain('"mended"');
    hand.close();
  });

  it('that is lifted while its cause is still there is back with the next audit', async () => {
    await service.open('unmended');
    await charge(service, 'unmended', 3);
    const hand = handIn(service.engine.endpoint, 'unmended');
    await tamperings['stale counter'].by(hand);
    hand.close();
    await audit();

    await service.call('POST', '/accounts/unmended/quarantine/lift', why);
    // Lifted again, as after a lost reply: it ended once.
    await service.call('POST', '/accounts/unmended/quarantine/lift', { body: { ...why.body, reason: 'again' } });
    expect((await service.call('GET', '/accounts/unmended')).json.state).toBe('active');
    await audit();

    expect((await service.call('GET', '/accounts/unmended')).json.state).toBe('quarantined');
    const report = (await service.call('GET', '/accounts/unmended/quarantine')).json;
    expect(report.past.map(({ reason }: { readonly reason: string }) => reason)).toEqual([why.body.reason]);
  });

  it('is not lifted while the account can not be read', async () => {
    await service.open('unread');
    const hand = handIn(service.engine.endpoint, 'unread');
    const item = await hand.table.get(accountKey('unread'));
    if (item === undefined) return expect.fail('no such account');
    await hand.table.putMany([{ ...item, state: '{' }]);
    hand.close();

    const { status, json } = await service.call('POST', '/accounts/unread/quarantine/lift', why);

    expect(status).toBe(409);
    expect(json.code).toBe('account-quarantined');
  });
});
