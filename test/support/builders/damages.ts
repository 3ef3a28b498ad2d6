import { unpacked } from '../../../shared/storage/packed-text.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { accountId, buy, secret } from './filled-account.ts';
import { startMs } from './fixtures.ts';
import { debit, ledger, loadedAccount } from './write-path.ts';

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
export const days = { from: '2026-11-01', to: '2026-11-02' };

export const damages: readonly Damage[] = [
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

/** The second entry of a segment said something else than it does. */
function second(member: string): Damage['damage'] {
  return ({ entries }) => {
    const texts: unknown = Array.isArray(entries) ? entries : JSON.parse(textOf(entries));
    return { entries: [...(Array.isArray(texts) ? texts : []).slice(0, 1), `{${member}}`] };
  };
}
