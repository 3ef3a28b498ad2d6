/** The authorizer of API Gateway: its answers, their cost, and what is written meanwhile (S37). */
import { beforeEach, expect, it } from 'vitest';
import { handler } from '../../functions/authorizers/admit-api-key.ts';
import type { ApiKey } from '../../shared/domain/api-key.ts';
import { createApiKey } from '../../shared/operations/create-api-key.ts';
import { revokeApiKey } from '../../shared/operations/revoke-api-key.ts';
import { rotateApiKey } from '../../shared/operations/rotate-api-key.ts';
import { provideServices, surroundings } from '../../shared/runtime/services.ts';
import { createApiKeys } from '../../shared/storage/api-keys.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable, type Table } from '../../shared/storage/table.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { watchOutput } from '../support/processes/output.ts';

const isSilent = { METRICS_DISABLED: 'true', LOG_LEVEL: 'SILENT' };
const tellsAll = { METRICS_DISABLED: 'false', LOG_LEVEL: 'DEBUG' };

const hourMs = 3_600_000;
let nowMs: number;
let calls: string[];
let isAway: (call: string) => boolean;
let store: CreditStore;

beforeEach(() => {
  Object.assign(process.env, isSilent);
  nowMs = startMs;
  calls = [];
  isAway = () => false;
  store = createStore(watched(createMemoryTable()), surroundings);
  provideServices({ store, nowMs: () => nowMs });
});

/** A table whose calls are counted, and fail where they are to. */
function watched(table: Table): Table {
  const call = <T>(name: string, run: () => Promise<T>): Promise<T> => {
    calls.push(name);
    return isAway(name) ? Promise.reject(new StoreUnavailable('away')) : run();
  };
  return {
    ...table,
    get: (key, options) => call('get', () => table.get(key, options)),
    getMany: (keys) => call('getMany', () => table.getMany(keys)),
    put: (item, guard) => call('put', () => table.put(item, guard)),
  };
}

async function makeKey(content: Partial<ApiKey> = {}): Promise<{ readonly text: string; readonly keyId: string }> {
  const made = await createApiKey(store, { name: 'x', permissions: ['charge'], ...content }, nowMs);
  if (made.kind !== 'done') throw new TypeError('no key was made');
  calls = [];
  return { text: made.value.text, keyId: made.value.used.key.keyId };
}

const ask = (authorization: string) => handler({ headers: { authorization } });
const refused = { isAuthorized: false };

it('hands on what the key may, and nothing of its secret', async () => {
  const { text, keyId } = await makeKey({ accountIds: ['acme'], accountPrefix: 'hooli:' });
  const answer = await ask(`Bearer ${text}`);

  expect(answer).toEqual({
    isAuthorized: true,
    context: {
      keyId,
      key: JSON.stringify({ keyId, permissions: ['charge'], accountIds: ['acme'], accountPrefix: 'hooli:' }),
    },
  });
});

it.each([
  ['no header', ''],
  ['another word', 'Basic KEY'],
  ['two keys', 'Bearer KEY KEY'],
  ['a key in quotes', 'Bearer "KEY"'],
  ['the key alone', 'KEY'],
  ['blanks before it', 'Bearer   KEY'],
  ['a session', 'Bearer eyJhbGciOiJub25lIn0.e30.'],
  ['a long text', `Bearer ${'k'.repeat(10_000)}`],
])('%s lets nobody in, and costs no read', async (_what, header) => {
  const { text } = await makeKey();

  expect(await ask(header.replaceAll('KEY', text))).toEqual(refused);
  expect(calls).toEqual([]);
});

it('costs one read, and a write once an hour that says when it was used', async () => {
  const { text, keyId } = await makeKey();
  for (let request = 0; request < 3; request += 1) await ask(`Bearer ${text}`);
  expect(calls).toEqual(['getMany', 'put', 'getMany', 'getMany']);
  nowMs += hourMs;
  await ask(`Bearer ${text}`);

  expect(calls.filter((call) => call === 'put').length).toBe(2);
  expect((await createApiKeys(store.table).read(keyId))?.lastUsedAtMs).toBe(nowMs);
});

it('rejects where the table doesn’t answer, and lets nobody in or out for it', async () => {
  const { text } = await makeKey();
  isAway = (call) => call === 'getMany';
  await expect(ask(`Bearer ${text}`)).rejects.toThrow(StoreUnavailable);
  isAway = (call) => call === 'put';
  expect(await ask(`Bearer ${text}`)).toMatchObject({ isAuthorized: true });
});

it('a rotation or revocation whose write was in doubt is carried out once', async () => {
  const { text, keyId } = await makeKey();
  const table = store.table;
  let doubts = 1;
  const doubtful: Table = {
    ...table,
    put: async (item, guard) => {
      const outcome = await table.put(item, guard);
      if (doubts === 0) return outcome;
      doubts -= 1;
      return { kind: 'in-doubt', cause: new Error('no answer') };
    },
  };
  const rotated = await rotateApiKey(createStore(doubtful, surroundings), { keyId, overlapMs: hourMs }, nowMs);
  if (rotated.kind !== 'done') throw new TypeError('it was not rotated');
  expect([await ask(`Bearer ${text}`), await ask(`Bearer ${rotated.value.text}`)]).toMatchObject([
    { isAuthorized: true },
    { isAuthorized: true },
  ]);
  expect(rotated.value.used.key.formerSecrets.length).toBe(1);
  doubts = 1;
  await revokeApiKey(createStore(doubtful, surroundings), { keyId }, nowMs);
  expect([await ask(`Bearer ${text}`), await ask(`Bearer ${rotated.value.text}`)]).toEqual([refused, refused]);
});

it('writes neither a key nor its hash, whatever becomes of it', async () => {
  const { text, keyId } = await makeKey();
  const hash = (await createApiKeys(store.table).read(keyId))?.key.secret.hash ?? 'none';
  Object.assign(process.env, tellsAll);
  const { lines } = await watchOutput(async () => {
    await ask(`Bearer ${text}`);
    await ask(`Bearer ${text.slice(0, -1)}!`);
    await ask(`Bearer ${text.slice(0, -1)}${text.endsWith('a') ? 'b' : 'a'}`);
    isAway = () => true;
    await ask(`Bearer ${text}`).catch(() => undefined);
  });

  expect(lines.length).toBeGreaterThanOrEqual(4);
  expect(lines.join('\n')).toMatch(/KeysAdmitted.*KeysRefused.*key not checked/s);
  for (const secret of [text, text.slice(29), hash]) expect(lines.join('\n')).not.toContain(secret);
});
