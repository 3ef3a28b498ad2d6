/** Conditional writes, and calls that are wrong, on a real engine: what is refused, and what is in doubt. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Guard, StoreUnavailable } from '../../shared/storage/table.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { type MeddledTable, startMeddledTable } from '../support/engines/meddled-table.ts';

let meddled: MeddledTable;
let engine: MeddledTable['engine'];
let table: MeddledTable['table'];

beforeAll(async () => {
  meddled = await startMeddledTable();
  ({ engine, table } = meddled);
});
afterAll(() => meddled.stop());
beforeEach(() => meddled.reset());

const unconditional: Guard = { kind: 'older', version: Number.MAX_SAFE_INTEGER };

describe('a conditional write', () => {
  const key = { pk: 'guarded', sk: 'a' };
  const now: Item = { ...key, version: 5, seq: 3, expiresAtMs: 1_000 };
  beforeEach(() => meddled.store(key.pk, [key.sk], { version: 5, seq: 3, expiresAtMs: 1_000 }));

  it.each<readonly [Guard, boolean]>([
    [{ kind: 'absent' }, false],
    [{ kind: 'version', version: 5 }, true],
    [{ kind: 'version', version: 4 }, false],
    [{ kind: 'version', version: 6 }, false],
    [{ kind: 'older', version: 6 }, true],
    [{ kind: 'older', version: 5 }, false],
    [{ kind: 'earlier', seq: 4 }, true],
    [{ kind: 'earlier', seq: 3 }, false],
    [{ kind: 'absent-or-expired', nowMs: 1_000 }, true],
    [{ kind: 'absent-or-expired', nowMs: 999 }, false],
  ])('of an item that is there, on condition of %o: %s', async (guard, isStored) => {
    const next = { ...key, version: 7, gone: undefined };

    const outcome = await table.put(next, guard);

    expect(outcome).toEqual(isStored ? { kind: 'stored' } : { kind: 'refused', existing: now });
    expect(await table.get(key)).toEqual(isStored ? { ...key, version: 7 } : now);
    expect(engine.take()[0]?.body).toMatchObject({ TableName: 'credits', ReturnConsumedCapacity: 'TOTAL' });
  });

  it.each<readonly [string, Guard, boolean]>([
    ['absent', { kind: 'absent' }, true],
    ['version', { kind: 'version', version: 0 }, false],
    ['older', { kind: 'older', version: 1 }, true],
    ['earlier', { kind: 'earlier', seq: 1 }, true],
    ['expired', { kind: 'absent-or-expired', nowMs: 0 }, true],
  ])('of an item that isn’t there, on condition of %s', async (sk, guard, isStored) => {
    expect(await table.put({ pk: 'fresh', sk }, guard)).toEqual({ kind: isStored ? 'stored' : 'refused' });
    expect(await table.get({ pk: 'fresh', sk })).toEqual(isStored ? { pk: 'fresh', sk } : undefined);
  });

  it('without an answer is in doubt, with its cause', async () => {
    engine.meddle(() => failureOf(500, 'InternalServerError'));
    expect(await table.put(now, unconditional)).toMatchObject({
      kind: 'in-doubt',
      cause: { name: 'InternalServerError' },
    });
  });
});

describe('a call that is wrong or not allowed', () => {
  it.each(['ValidationException', 'AccessDeniedException', 'ResourceNotFoundException'])(
    'stays so, and is no doubt about the store: %s',
    async (type) => {
      engine.meddle(() => failureOf(400, type));
      const key = { pk: 'a', sk: 'b' };
      await expect(table.put({ ...key }, { kind: 'absent' })).rejects.toMatchObject({ name: type });
      await expect(table.get(key)).rejects.toMatchObject({ name: type });
      await expect(table.putMany([key])).rejects.toMatchObject({ name: type });
    },
  );

  it('while any other failure of a read is the store’s, with its cause', async () => {
    engine.meddle(() => failureOf(500, 'InternalServerError'));
    const failure = await table.get({ pk: 'a', sk: 'b' }).catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(StoreUnavailable);
    expect(failure).toMatchObject({ message: 'the table did not answer', cause: { name: 'InternalServerError' } });
  });
});

function failureOf(status: number, type: string): { readonly status: number; readonly body: unknown } {
  return { status, body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'no' } };
}
