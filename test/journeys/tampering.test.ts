/**
 * Damage of every kind, in what was verified before and in what came since: the next audit that covers it names the entry, the
 * account is quarantined, and everything that reads goes on with what can be proved.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as auditLedgers } from '../../functions/jobs/audit-ledgers.ts';
import { localContext } from '../../infra/local/gateway.ts';
import { jobs } from '../../shared/runtime/jobs.ts';
import { accountKey, type Item } from '../../shared/storage/table-keys.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { type Hand, handIn, type Tampering, tamperings } from '../support/service/tampering.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false, hasStream: true });
});
afterAll(() => service.stop());

async function audit(): Promise<void> {
  await auditLedgers({}, localContext(jobs.auditLedgers, 60_000));
}

async function advanceDays(days: number): Promise<void> {
  await service.call('POST', '/local/clock', { body: { advanceSeconds: days * 86_400 } });
}

/** Debits of one credit, so many that the first of them are filed. */
async function charge(accountId: string, count: number): Promise<number> {
  let seq = 0;
  for (let index = 0; index < count; index += 1) {
    const key = `${accountId} ${Date.now()} ${index} ${Math.random()}`;
    const debit = { body: { credits: 1, category: 'ai', dimensions: { user: `user-${index}` } }, key };
    seq = (await service.call('POST', `/accounts/${accountId}/debits`, debit)).json.entry.seq;
  }
  return seq;
}

const readingPaths = [
  '',
  '/access',
  '/holds',
  '/ledger',
  '/ledger?order=desc&limit=5',
  '/ledger?from=2020-01-01T00:00:00.000Z&to=2040-01-01T00:00:00.000Z',
  '/statements/0',
  '/usage',
  '/usage?cycle=0&groupBy=category',
  '/insights',
  '/limits',
  '/standing-usage',
];

async function expectToldEverywhere(accountId: string, finding: RegExp): Promise<void> {
  for (const path of readingPaths) {
    const { status, text } = await service.call('GET', `/accounts/${accountId}${path}`);
    expect(status, `${path}: ${text}`).toBe(200);
  }
  const { json } = await service.call('GET', `/accounts/${accountId}`);
  expect(json.state).toBe('quarantined');
  expect(json.quarantine.findings.join('\n')).toMatch(finding);
  const gate = await service.call('GET', `/accounts/${accountId}/access`);
  for (const category of ['ai', 'infrastructure', 'platform'])
    expect(gate.json[category]).toMatchObject({ allowed: false, reason: 'quarantined' });
  const health = await service.call('GET', '/service-health');
  expect(health.json.findings).toContain('accounts-quarantined');
  expect(health.json.quarantined).toContainEqual(expect.objectContaining({ accountId }));
  const fleet = await service.call('GET', `/fleet?prefix=${accountId}`);
  expect(fleet.json.accounts[0].fault).toMatch(/quarantined|unreadable/);
  const quote = await service.call('POST', '/quotes', { body: { accountId, credits: 1, category: 'ai' } });
  expect(quote.json.account).toMatchObject({ affordable: false, reason: 'account-quarantined' });
  const events = await service.call('GET', `/local/events?accountId=${accountId}`);
  expect(events.text).toContain('LedgerBreachFound');
}

async function expectRefused(accountId: string): Promise<void> {
  const debit = { body: { credits: 1, category: 'ai' }, key: `refused ${accountId}` };
  const { status, json } = await service.call('POST', `/accounts/${accountId}/debits`, debit);
  expect(status).toBe(409);
  expect(json.code).toBe('account-quarantined');
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
    await charge(accountId, 5);
    await audit();
    const newest = await charge(accountId, 30);

    const finding = await damaged(accountId, 12, newest);
    await audit();

    await expectToldEverywhere(accountId, finding);
    await expectRefused(accountId);
  });

  it('in what was verified: the audit that reads all of it again within 30 days names its entry', async () => {
    const accountId = `${kind}-old`;
    await service.open(accountId);
    const newest = await charge(accountId, 30);
    await audit();

    const finding = await damaged(accountId, 7, newest);
    await advanceDays(30);
    await audit();

    await expectToldEverywhere(accountId, finding);
    await expectRefused(accountId);
  });
});

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
    await charge(accountId, 35);
    const hand = handIn(service.engine.endpoint, accountId);
    const item = await hand.table.get(accountKey(accountId));
    if (item === undefined) return expect.fail('no such account');

    await hand.table.putMany([{ ...item, ...damage(item) }]);
    hand.close();
    const used = 35 - lostBy(item);
    const sound = `sound-${accountId}`;
    await service.open(sound);
    await audit();

    await expectToldEverywhere(accountId, /^entry \d+/);
    await expectRefused(accountId);
    const { json } = await service.call('GET', `/accounts/${accountId}`);
    expect(json).toMatchObject({ planId: 'team', available: 5_000 - used, seq: 1 + used });
    expect((await service.call('GET', `/accounts/${sound}`)).json.state).toBe('active');
    const ledger = await service.call('GET', `/accounts/${accountId}/ledger?order=desc&limit=1`);
    expect(ledger.json.entries[0].after.available).toBe(5_000 - used);
  });
});

describe('a quarantine', () => {
  const why = { body: { reason: 'its counter was put right', actor: 'ada@example.com' } };

  it('is lifted with a reason once its cause is mended: changes go through, and the audit has nothing to say', async () => {
    await service.open('mended');
    await charge('mended', 3);
    const hand = handIn(service.engine.endpoint, 'mended');
    const sound = await hand.table.get(accountKey('mended'));
    await tamperings['stale counter'].by(hand);
    await audit();
    await expectRefused('mended');

    const found = await hand.table.get(accountKey('mended'));
    if (sound === undefined || found === undefined) return expect.fail('no such account');
    await hand.table.putMany([{ ...found, state: sound['state'] }]);
    const lifted = await service.call('POST', '/accounts/mended/quarantine/lift', why);

    expect(lifted.json).toEqual({ accountId: 'mended', quarantined: false });
    await charge('mended', 2);
    await audit();
    const { json } = await service.call('GET', '/accounts/mended');
    expect(json).toMatchObject({ state: 'active', available: 4_995 });
    const health = await service.call('GET', '/service-health');
    expect(JSON.stringify(health.json.quarantined)).not.toContain('"mended"');
    hand.close();
  });

  it('that is lifted while its cause is still there is back with the next audit', async () => {
    await service.open('unmended');
    await charge('unmended', 3);
    const hand = handIn(service.engine.endpoint, 'unmended');
    await tamperings['stale counter'].by(hand);
    hand.close();
    await audit();

    await service.call('POST', '/accounts/unmended/quarantine/lift', why);
    expect((await service.call('GET', '/accounts/unmended')).json.state).toBe('active');
    await audit();

    expect((await service.call('GET', '/accounts/unmended')).json.state).toBe('quarantined');
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
