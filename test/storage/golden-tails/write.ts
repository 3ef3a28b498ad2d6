/**
 * Writes what a release stores, for those after it to read: accounts with every kind of record in their tails, as they stood
 * before each filing, and the entries that were told of them. A release that writes records otherwise adds a file, and keeps
 * those of before: `npx node test/storage/golden-tails/write.ts <name> [root of the release's sources]`.
 */
import { writeFileSync } from 'node:fs';
import type { Outcome } from '../../../shared/domain/decisions/outcome.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import { accountKey, type Item } from '../../../shared/storage/table-keys.ts';
import { createMemoryTable } from '../../support/engines/memory-table.ts';

const [name = '', root = new URL('../../../', import.meta.url).pathname] = process.argv.slice(2);
const at = async <Module>(path: string): Promise<Module> => import(`${root}/${path}`);
const { createStore } = await at<typeof import('../../../shared/storage/store.ts')>('shared/storage/store.ts');
const { decodeAccount } = await at<typeof import('../../../shared/storage/account-item.ts')>(
  'shared/storage/account-item.ts',
);
type Operation = (store: CreditStore, request: object, nowMs: number) => Promise<Outcome<Entry>>;
const operation = async (file: string): Promise<Operation> => {
  const [found] = Object.values(await at<Readonly<Record<string, Operation>>>(`shared/operations/${file}.ts`));
  if (found === undefined) throw new TypeError(`no operation in ${file}`);
  return found;
};
const { variedCards, variedPlans } = await at<typeof import('../../support/builders/varied-commands.ts')>(
  'test/support/builders/varied-commands.ts',
);

const table = createMemoryTable();
const store = createStore(table, { sleep: async () => {}, random: () => 0.5, monotonicMs: () => 0 });
for (const plan of variedPlans) await store.catalogue.addPlan(plan);
for (const card of variedCards) await store.catalogue.addRateCard(card);

const accountId = 'golden';
const startMs = Date.parse('2026-11-01T00:00:00.000Z');
let nowMs = startMs;
let asked = 0;

const kept: object[] = [];
/** The kinds of records that were kept. */
const letters = new Set<string>();

/** Carries a request out, and keeps the item as it was if that filed it. */
async function ask(file: string, content: object): Promise<string> {
  asked += 1;
  nowMs += 1_700;
  const bits = asked.toString(16).padStart(4, '0');
  const uuid = `${timeOf(nowMs)}-7${bits.slice(1)}-8000-00000000${bits}`;
  const ulid = asked % 4 === 0 ? ulidOf(nowMs, asked) : uuid;
  const key = asked % 5 === 0 ? `order ${asked}` : ulid;
  const caller = asked % 3 === 0 ? 'ops | night %' : 'arn:aws:sts::123456789012:assumed-role/agents/i-0abc';
  const request = { accountId, caller, idempotencyKey: key, fingerprint: `print-${asked}`, ...content };
  const before = await table.get(accountKey(accountId));
  const done = await (await operation(file))(store, request, nowMs);
  const after = await table.get(accountKey(accountId));
  if (before !== undefined && after?.['filings'] !== before['filings']) keep(before);
  const tail = after === undefined ? [] : (decodeAccount(accountId, after).escrow?.tail ?? []);
  const letter = tail.at(-1)?.slice(0, 1) ?? '';
  if (after !== undefined && letter !== '' && !letters.has(letter)) keep(after);
  letters.add(letter);
  return done.kind === 'done' ? (done.value.hold?.holdId ?? '') : done.kind;
}

function timeOf(ms: number): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}

/** In the digits of Crockford's base 32. */
function ulidOf(ms: number, number: number): string {
  const digits = (value: number, length: number): string =>
    [...value.toString(32).padStart(length, '0')]
      .map((digit) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(digit, 32)])
      .join('');
  return `${digits(ms, 10)}${digits(number, 16)}`;
}

function keep(item: Item): void {
  const { account, log } = decodeAccount(accountId, item);
  const entries = log.entries.map(({ seq, type, hash }) => [seq, type, hash]);
  kept.push({ item: written(item), entries, notes: log.notes, seq: account.seq, headHash: account.headHash });
}

/** JSON, with what JSON hasn't: bytes in base64, sets as lists. */
function written(item: object): object {
  return Object.fromEntries(
    Object.entries(item).map(([attribute, value]) => [
      attribute,
      Array.isArray(value) ? value.map(writtenValue) : writtenValue(value),
    ]),
  );
}

function writtenValue(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  return value instanceof Set ? { set: [...value] } : value;
}

const ai = { category: 'ai' };
await ask('open-account', { planId: 'team', anchorMs: startMs });
await ask('purchase-pack', { packId: 'burst-100', paymentId: 'pi_1' });
for (let round = 0; round < 3; round += 1) {
  if (round === 1)
    await ask('set-limit', {
      limitId: 'ada',
      scope: { dimension: { name: 'user', value: 'ada' } },
      credits: 90_000_000,
    });
  const dimensions = { user: round === 1 ? 'ada' : 'bob', team: 'a|b%c' };
  const work = { charge: { credits: 4_000_000, ...ai }, lifeMs: 600_000, whenExhausted: 'pause', dimensions };
  const holdId = await ask('authorize-hold', work);
  await ask('report-usage', { holdId, charge: { credits: 5_000_000 } });
  await ask('debit-credits', { charge: { credits: 1_500_000, ...ai } });
  await ask('debit-credits', {
    charge: { credits: 2_000_001, category: 'infrastructure' },
    dimensions,
    occurredAtMs: nowMs - 5_000,
  });
  await ask('debit-credits', { charge: { credits: 90_000_000_000, ...ai } });
  await ask('capture-hold', { holdId, charge: { credits: 4_400_000 }, isLateAllowed: false });
  await ask('debit-credits', { charge: { credits: 85_000_000, ...ai }, dimensions });
  const other = await ask('authorize-hold', { ...work, whenExhausted: 'complete', extendBy: 700_000, slice: 700_000 });
  await ask('release-hold', { holdId: other, reason: 'never | began' });
  for (let more = 0; more < 4; more += 1) await ask('debit-credits', { charge: { credits: 7 + more, ...ai } });
}
const each = { dimension: { name: 'user', each: true }, period: 'day' };
await ask('set-limit', { limitId: 'each', scope: each, credits: 9_000_000, endsAtMs: startMs + 10_000_000_000 });
await ask('set-limit', { limitId: 'all', scope: { dimension: { name: 'team', prefix: 'a' } }, credits: 8_000_000 });
for (const user of ['cy', 'ada', 'cy', 'dee']) {
  const dimensions = { user, team: 'a|b%c' };
  await ask('debit-credits', { charge: { credits: 1_250_000, ...ai }, dimensions });
  const work = { charge: { credits: 2_000_000, ...ai }, lifeMs: 600_000, whenExhausted: 'pause', dimensions };
  await ask('capture-hold', { holdId: await ask('authorize-hold', work), charge: { credits: 500_000 } });
}
await ask('debit-credits', { charge: { credits: 9_000_001, ...ai }, dimensions: { user: 'eve' } });
const last = await table.get(accountKey(accountId));
if (last !== undefined) keep(last);
const beside = [...table.items.values()].filter(({ pk, sk }) => pk === `ACCOUNT#${accountId}` && sk !== 'ACCOUNT');
const told = { accountId, kept, beside: beside.map(written) };
writeFileSync(new URL(`${name}.json`, import.meta.url), `${JSON.stringify(told)}\n`);
console.log(`${name}: ${kept.length} tails, ${JSON.stringify(told).length} bytes`);
