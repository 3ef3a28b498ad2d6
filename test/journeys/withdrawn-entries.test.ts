/** R32: what becomes of all that hung off the entries that a repair withdraws, and of accounts that can't be read at all. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSound, keyOfNow, proposedRepair, repair } from '../support/service/repairs.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { audit, charge } from '../support/service/tampered-accounts.ts';
import { handIn, tamperings } from '../support/service/tampering.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false, hasStream: true });
});
afterAll(() => service.stop());

describe('a repair', () => {
  it('keeps what it withdraws, and answers each of its keys with what became of it', async () => {
    const accountId = 'kept';
    await service.open(accountId);
    await charge(service, accountId, 5);
    await audit();
    const keys = await chargeByKeys(accountId, 30);
    const hand = handIn(service.engine.endpoint, accountId);
    await tamperings.missing.by(hand, 12);
    hand.close();
    await audit();
    const { repair: proposal } = await proposedRepair(service, accountId);
    await repair(service, accountId, proposal.through);
    const stood = await debit(accountId, keys.get(9) ?? '');
    expect([stood.status, stood.json.entry.seq]).toEqual([201, 9]);
    for (const [seq, key] of keys) {
      if (seq <= 11) continue;
      const again = await debit(accountId, key);
      expect([seq, again.json.code, again.json.withdrawnBy]).toEqual([seq, 'entry-withdrawn', 37]);
    }
    expect((await service.call('GET', `/accounts/${accountId}`)).json.available).toBe(4_990);
    const shown = await service.call('GET', `/accounts/${accountId}/ledger?withdrawn=true`);
    expect(shown.json.withdrawn).toEqual([{ first: 12, last: 36, by: 37 }]);
    expect(shown.json.entries.at(-1)).toMatchObject({ seq: 36, type: 'debit' });
    const one = await service.call('GET', `/accounts/${accountId}/ledger?seq=30`);
    expect(one.json).toMatchObject({ entries: [{ seq: 30 }], withdrawn: [{ first: 12, last: 36, by: 37 }] });
    const standing = await service.call('GET', `/accounts/${accountId}/ledger`);
    expect(standing.json.entries.map(({ seq }: { seq: number }) => seq)).toEqual([...range(1, 11), 37]);
  });

  it('undoes what hung off the withdrawn: holds, purchases and reversals are as they were, and no event comes again', async () => {
    const accountId = 'undone';
    const post = (path: string, body: object, key: string): ReturnType<TestService['call']> =>
      service.call('POST', `/accounts/${accountId}${path}`, { body, key });
    const authorize = async (key: string): Promise<string> => {
      const hold = { credits: 20, category: 'ai', expiresInSeconds: 3_600 };
      return (await post('/holds', hold, key)).json.hold.holdId;
    };
    await service.open(accountId);
    const kept = await authorize('hold kept');
    await charge(service, accountId, 1);
    await audit();
    await charge(service, accountId, 10);
    await post(`/holds/${kept}/capture`, { credits: 15 }, 'capture');
    const purchase = { packId: 'burst-1000', paymentId: 'pi_withdrawn' };
    await post('/purchases', purchase, 'buy');
    await post('/debits/3/reversal', {}, 'reverse');
    const gone = await authorize('hold gone');
    await charge(service, accountId, 20);
    const hand = handIn(service.engine.endpoint, accountId);
    await tamperings['not decodable'].by(hand, 10);
    hand.close();
    await audit();
    const { repair: proposal } = await proposedRepair(service, accountId);
    expect(proposal).toMatchObject({ through: 9, balance: { available: 4_973, held: 20 } });
    expect((await repair(service, accountId, 9)).status).toBe(200);

    expect((await service.call('GET', `/accounts/${accountId}/holds/${kept}`)).json.state).toBe('open');
    expect((await service.call('GET', `/accounts/${accountId}/holds/${gone}`)).json.state).toBe('released');
    expect((await post('/purchases', purchase, 'buy')).json.code).toBe('entry-withdrawn');
    expect((await post('/purchases', purchase, 'buy again')).status).toBe(201);
    expect((await post('/debits/3/reversal', {}, 'reverse again')).status).toBe(201);
    expect((await post('/debits/11/reversal', {}, 'of a withdrawn one')).json.code).toBe('entry-not-found');
    expect((await post(`/holds/${kept}/capture`, { credits: 5 }, 'capture again')).status).toBe(201);
    const { json } = await service.call('GET', `/accounts/${accountId}`);
    expect(json).toMatchObject({ available: 4_973 + 1_000 + 1 + 15, held: 0, seq: 38 + 3 });
    await expectSound(service, accountId);
    const { events } = (await service.call('GET', `/local/events?accountId=${accountId}`)).json;
    const ids = events.map((event: { detail: { metadata: { id: string } } }) => event.detail.metadata.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is refused of an account that is not quarantined, or not there', async () => {
    await service.open('fine');
    expect((await repair(service, 'fine', 1)).json).toMatchObject({ status: 409, code: 'account-not-quarantined' });
    expect(await proposedRepair(service, 'fine')).toEqual({ accountId: 'fine', quarantined: false, past: [] });
    expect((await repair(service, 'nobody', 1)).json.code).toBe('account-not-found');
  });

  it('mends an account whose own item can’t be read', async () => {
    const accountId = 'unread';
    await service.open(accountId);
    await charge(service, accountId, 20);
    const hand = handIn(service.engine.endpoint, accountId);
    const item = await hand.table.get({ pk: `ACCOUNT#${accountId}`, sk: 'ACCOUNT' });
    if (item === undefined) return expect.fail('no such account');
    await hand.table.putMany([{ ...item, state: '{' }]);
    hand.close();
    await audit();
    const { repair: proposal } = await proposedRepair(service, accountId);
    expect(proposal).toMatchObject({ through: 21, balance: { available: 4_980 } });
    expect((await repair(service, accountId, 21)).json.entry.seq).toBe(22);
    await charge(service, accountId, 1);
    expect((await service.call('GET', `/accounts/${accountId}`)).json).toMatchObject({
      available: 4_979,
      state: 'active',
    });
    await expectSound(service, accountId);
  });
});

function debit(accountId: string, key: string): ReturnType<TestService['call']> {
  return service.call('POST', `/accounts/${accountId}/debits`, { body: { credits: 1, category: 'ai' }, key });
}

async function chargeByKeys(accountId: string, count: number): Promise<ReadonlyMap<number, string>> {
  const keys = new Map<number, string>();
  for (let index = 0; index < count; index += 1) {
    // Half of them say when they were made, and have no item of their own.
    const key = index % 2 === 0 ? `key ${index}` : keyOfNow(service);
    keys.set((await debit(accountId, key)).json.entry.seq, key);
  }
  return keys;
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
