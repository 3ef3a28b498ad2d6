/**
 * Corrupt items: what isn't as we write it is never guessed at, and whoever has to look at it is told what it was and where it is wrong:
 * in the schema's own words, since those of callers have no place in a log.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Decide } from '../../shared/domain/decisions/command.ts';
import { paymentMark } from '../../shared/domain/ledger/mark.ts';
import { openProjection, project } from '../../shared/domain/projections/projection.ts';
import type { ChangeOutcome } from '../../shared/storage/change-outcome.ts';
import { unpacked } from '../../shared/storage/packed-text.ts';
import { readable } from '../../shared/storage/readable.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { ItemCorrupt } from '../../shared/storage/table.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { decideAuthorize, decideKeep, decideOpen, decidePurchase, onAccount } from '../support/builders/decisions.ts';
import { storageSku } from '../support/builders/drawing.ts';
import { credits, plan, plans, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { variedCards } from '../support/builders/varied-commands.ts';
import { debit, ledger, loadedAccount } from '../support/builders/write-path.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

const surroundings = { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 };
const accountId = 'acme';
const secret = 'ada@example.com';

/** How one damaged item is read, and what is said of it. */
interface Damage {
  /** How the item's partition and sort key begin. */
  readonly key: string;
  readonly damage: (item: Item) => Readonly<Record<string, unknown>>;
  readonly read: (store: CreditStore) => Promise<unknown>;
  readonly said: string;
}

function textOf(state: unknown): string {
  return state instanceof Uint8Array ? unpacked(state, 'a state') : String(state);
}

const account = { key: 'ACCOUNT#acme ACCOUNT', read: (store: CreditStore) => store.readAccount(accountId) };
const segment = { key: 'ACCOUNT#acme ENTRIES#', read: (store: CreditStore) => ledger(store, accountId) };
const hold = {
  key: 'ACCOUNT#acme HOLD#',
  read: async (store: CreditStore) => store.holdsFrom(await loadedAccount(store, accountId), { from: '', limit: 10 }),
};
const key = { key: 'ACCOUNT#acme KEY#hold', read: (store: CreditStore) => debit(store, accountId, 'hold', 1) };
const catalogue = (store: CreditStore): Promise<unknown> => store.catalogue.readFresh();
const prices = async (store: CreditStore): Promise<unknown> => {
  const [head] = (await store.catalogue.readFresh()).rateCards;
  return head && store.catalogue.rateCard(head);
};
const days = { from: '2026-11-01', to: '2026-11-02' };

const damages: readonly Damage[] = [
  { ...account, damage: () => ({ writes: secret }), said: 'an account is not one: invalid_type at writes' },
  { ...account, damage: () => ({ form: 3 }), said: 'an account is not one: invalid_value at form' },
  { ...account, damage: () => ({ tail: ['d1|c'] }), said: 'a record of the tail lacks its head' },
  { ...account, damage: () => ({ tail: ['q1|=c|=k|f|'] }), said: 'a record of an unknown kind' },
  { ...account, damage: () => ({ state: secret }), said: "an account's state is not JSON" },
  { ...account, damage: () => ({ state: Buffer.from(secret) }), said: "an account's state can't be unpacked" },
  { ...account, damage: () => ({ state: '7' }), said: "an account's state is not one: invalid_type at the top" },
  {
    ...account,
    damage: ({ state }) => ({ state: textOf(state).replace('"1"', '"one"') }),
    said: 'a kept quantity is not a decimal',
  },
  { ...account, damage: () => ({ head: Buffer.alloc(32) }), said: 'the log does not lead to its head hash' },
  { ...account, damage: () => ({ log: [], head: Buffer.alloc(32) }), said: 'the log does not lead to its head hash' },
  {
    ...account,
    damage: () => ({ notes: [`{"${secret}":1}`] }),
    said: 'a remembered answer is not one: invalid_type at k',
  },
  { ...segment, damage: () => ({ entries: [] }), said: 'a segment is not one: too_small at entries' },
  { ...segment, damage: () => ({ entries: ['{'] }), said: "an entry's text is not JSON" },
  { ...segment, damage: () => ({ entries: Buffer.from(secret) }), said: "a segment can't be unpacked" },
  { ...segment, damage: () => ({ entries: ['[]'] }), said: "an entry's text is not one: invalid_type at the top" },
  { ...segment, damage: () => ({ entries: ['{"b":0}'] }), said: 'entry 1 is not one: invalid_value at t' },
  { ...segment, damage: second('"a":"now"'), said: 'entry 2 is not one: invalid_type at a' },
  { ...segment, damage: second('"S":["logs","sku","one"]'), said: 'a quantity is not a decimal' },
  { ...segment, damage: second('"l":7'), said: 'entry 2 is not one: invalid_type at l' },
  { ...segment, damage: second(`"l":[["${secret}"]]`), said: "an entry's lines is not one: invalid_union at 0" },
  { ...hold, damage: () => ({ hold: 7 }), said: 'a hold is not one: invalid_type at hold' },
  { ...hold, damage: () => ({ hold: `["${secret}","open"]` }), said: 'a hold is not one: invalid_union at the top' },
  { ...key, damage: () => ({ seq: secret }), said: 'a key item is not one: invalid_union at the top' },
  { ...key, damage: () => ({ seq: undefined, note: secret }), said: 'a remembered answer is not JSON' },
  {
    key: 'ACCOUNT#acme MARK#',
    damage: () => ({ seq: '2' }),
    read: buy,
    said: 'a mark is not one: invalid_type at seq',
  },
  { key: 'CATALOGUE PLAN#', damage: () => ({ plan: '' }), read: catalogue, said: 'a plan is not JSON' },
  {
    key: 'CATALOGUE CARD#',
    damage: () => ({ card: '{}' }),
    read: catalogue,
    said: "a rate card's head is not one: invalid_type at version",
  },
  {
    key: 'CARD#',
    damage: () => ({ prices: '{}' }),
    read: prices,
    said: 'a price list is not one: invalid_type at the top',
  },
  {
    key: 'PARKED acme',
    damage: () => ({ untilMs: secret }),
    read: (store) => store.parkedAccounts(startMs),
    said: 'a parked account is not one: invalid_type at untilMs',
  },
  {
    key: 'AUDIT PLACE',
    damage: () => ({ place: secret }),
    read: (store) => store.auditPosition(),
    said: "the audit's position is not one: invalid_union at place",
  },
  {
    key: 'AUDIT PLACE',
    damage: () => ({ record: secret }),
    read: (store) => store.lastAudit(),
    said: "the audit's position is not one: invalid_type at record",
  },
  {
    key: 'WATCHED ACCOUNTS',
    damage: () => ({ accountIds: [7] }),
    read: (store) => store.watched.accountIds(startMs),
    said: 'the list of the watched is not one: invalid_type at accountIds',
  },
  {
    key: 'USAGE#acme PROJECTION',
    damage: () => ({ version: secret }),
    read: (store) => store.projections.read(accountId),
    said: 'a projection is not one: invalid_type at version',
  },
  {
    key: 'USAGE#acme PROJECTION',
    damage: () => ({ state: '{}' }),
    read: (store) => store.projections.read(accountId),
    said: "a projection's state is not one: invalid_type at at",
  },
];

describe('an item that is not as we write it', () => {
  let sound: MemoryTable;

  beforeAll(async () => {
    sound = createMemoryTable();
    await fill(createStore(sound, surroundings));
  });

  it.each(damages)('$key says of itself: $said', async ({ key: begins, damage, read, said }) => {
    const items = [...sound.items.values()];
    const damaged = items.findIndex(({ pk, sk }) => `${pk} ${sk}`.startsWith(begins));
    const table = createMemoryTable();
    await table.putMany(items.map((item, index) => (index === damaged ? { ...item, ...damage(item) } : item)));

    const failure = await read(createStore(table, surroundings)).catch((cause: unknown) => cause);

    expect(damaged).not.toBe(-1);
    await expect(read(createStore(sound, surroundings))).resolves.toBeDefined();
    expect(failure).toBeInstanceOf(ItemCorrupt);
    expect(failure).toMatchObject({ name: 'ItemCorrupt', message: said });
    // What the parser found, whole, is kept for whoever looks closer.
    if (/ is not (one|JSON)/.test(said)) expect(failure).toHaveProperty('cause');
  });
});

it.each([{ seq: secret }, { usage: '{}' }])(
  'a day that can not be read is left out of the usage, which says so',
  async (damage) => {
    const table = createMemoryTable();
    await fill(createStore(table, surroundings));
    const day = [...table.items.values()].find(({ sk }) => sk.startsWith('DAY#'));
    if (day === undefined) return expect.fail('no day was filed');
    await table.putMany([{ ...day, ...damage }]);

    const usage = await createStore(table, surroundings).projections.usage(accountId, days);

    expect(usage.isPartial).toBe(true);
  },
);

it('a bug in reading an item is no damage of it, and stops whoever would go on without it', () => {
  const bug = new TypeError('a bug');
  const read = (): never => {
    throw bug;
  };

  expect(() => readable(read)).toThrow(bug);
});

/** An account with something of every kind: filed, in the log, and beside the accounts. */
async function fill(store: CreditStore): Promise<void> {
  await store.catalogue.addPlan(plan());
  for (const card of variedCards) await store.catalogue.addRateCard(card);
  const opening = { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs };
  await change(store, 'open', (found, context) => decideOpen(found, opening, context));
  const cost = { kind: 'priced', category: 'ai', credits: credits(20) } as const;
  const dimensions = { user: secret };
  const holding = { ...requestNamed('hold'), cost, lifeMs: 60_000, whenExhausted: 'pause', dimensions } as const;
  await change(store, 'hold', onAccount(decideAuthorize, holding));
  await buy(store);
  for (let index = 0; index < 12; index += 1) await debit(store, accountId, `debit ${index}`, 1);
  const tariff = { credits: credits(1), per: 240, unitMs: 3_600_000, rateCard: '2026-11-01' };
  const keeping = { ...requestNamed('keep'), usageId: 'logs', sku: storageSku, quantity: 1_000_000n };
  await change(store, 'keep', onAccount(decideKeep, { ...keeping, price: { kind: 'tariff', tariff } }));
  await store.park(accountId, startMs + 1);
  const record = {
    ...{ atMs: startMs, audited: 1, unchanged: 0, skipped: 0, breaches: 0, failed: 0, caughtUp: 0 },
    isWhole: true,
  };
  await store.saveAudit({ accountId, dueAtMs: startMs }, record);
  await store.watched.watch(accountId);
  const { projection } = project(openProjection(accountId), await ledger(store, accountId), plans);
  const stored = await store.projections.move(
    { projection: openProjection(accountId), version: 0, isFull: false },
    projection,
  );
  if (stored !== undefined) await store.projections.file(stored);
}

function buy(store: CreditStore): Promise<ChangeOutcome> {
  const command = { ...requestNamed('buy'), packId: 'burst-100', paymentId: 'pi_1' };
  return change(store, 'buy', onAccount(decidePurchase, command), [paymentMark('pi_1')]);
}

function change(store: CreditStore, of: string, decide: Decide, marks: readonly string[] = []): Promise<ChangeOutcome> {
  return store.change({ ...requestNamed(of), accountId, nowMs: startMs, marks, decide });
}

/** The second entry of a segment said something else than it does. */
function second(member: string): Damage['damage'] {
  return ({ entries }) => {
    const texts: unknown = Array.isArray(entries) ? entries : JSON.parse(textOf(entries));
    return { entries: [...(Array.isArray(texts) ? texts : []).slice(0, 1), `{${member}}`] };
  };
}
