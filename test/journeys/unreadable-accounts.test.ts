/** R27: an account whose own item can't be read is told of, read as far as it can be proved, and holds up no other. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountKey, type Item } from '../../shared/storage/table-keys.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { audit, charge, expectRefused, expectToldEverywhere } from '../support/service/tampered-accounts.ts';
import { handIn } from '../support/service/tampering.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false, hasStream: true });
});
afterAll(() => service.stop());

describe("an account's own item that can't be read", () => {
  /** A name, the damage, and how many entries it takes away from what can be proved. */
  type Damage = readonly [string, (item: Item) => Readonly<Record<string, unknown>>, (item: Item) => number];
  const recordsOf = ({ tail }: Item): readonly string[] => tail as readonly string[];
  const damages: readonly Damage[] = [
    ['its state', () => ({ state: '{' }), () => 0],
    ['what appends go by', () => ({ weight: 'much' }), () => 0],
    // A tail that was filed a moment ago is empty: then there is one record too many in it, and every entry is provable.
    [
      'a record of its tail',
      (item) => ({ tail: [...recordsOf(item).slice(0, -1), 'zz'] }),
      (item) => Math.min(1, recordsOf(item).length),
    ],
  ];

  it.each(damages)('%s: what can be proved is told, and the others are audited', async (what, damage, lostBy) => {
    const accountId = `broken-${what.replaceAll(/[^a-z]/g, '-')}`;
    await service.open(accountId);
    await charge(service, accountId, 35);
    const hand = handIn(service.engine.endpoint, accountId);
    const item = await hand.table.get(accountKey(accountId));
    if (item === undefined) return expect.fail('no such account');

    await hand.table.putMany([{ ...item, ...damage(item) }]);
    hand.close();
    const used = 35 - lostBy(item);
    const sound = `sound-${accountId}`;
    await service.open(sound);
    await audit();

    await expectToldEverywhere(service, accountId, /^entry \d+/);
    await expectRefused(service, accountId);
    const { json } = await service.call('GET', `/accounts/${accountId}`);
    expect(json).toMatchObject({ planId: 'team', available: 5_000 - used, seq: 1 + used });
    expect((await service.call('GET', `/accounts/${sound}`)).json.state).toBe('active');
    const ledger = await service.call('GET', `/accounts/${accountId}/ledger?order=desc&limit=1`);
    expect(ledger.json.entries[0].after.available).toBe(5_000 - used);
  });
});
