/** The clock of a test account goes ahead alone, whatever becomes of the write (R38). */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Project } from '../../shared/domain/project.ts';
import { moveAccountClock } from '../../shared/operations/move-account-clock.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { createAccountClocks } from '../../shared/storage/account-clocks.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable, type Table } from '../../shared/storage/table.ts';
import { dayMs, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { freshStore } from '../support/engines/fresh-store.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const project: Project = { name: 'trial', mode: 'test' };
let store: CreditStore;
let table: Table;
beforeEach(async () => {
  ({ store, table } = await freshStore());
  await openAccount(store, { accountId: 'acme', planId: 'team', ...requestNamed('open') }, startMs);
});

const move = (days: number, nowMs = startMs, over = store) =>
  moveAccountClock({ store: over, project }, { accountId: 'acme', to: startMs + days * dayMs }, nowMs);
const ahead = async (): Promise<number> => ((await createAccountClocks(table).read('acme'))?.aheadMs ?? 0) / dayMs;

describe('a clock', () => {
  it('keeps how far it is ahead, and adds what it is moved', async () => {
    await move(10);
    expect(await ahead()).toBe(10);
    // A day later by everybody's clock it is the 11th by its own.
    await move(20, startMs + 11 * dayMs);
    expect(await ahead()).toBe(19);
  });

  it('is moved once where an answer was lost and the same is asked again', async () => {
    const silent: Table = {
      ...table,
      put: async (item, guard) => {
        await table.put(item, guard);
        return { kind: 'in-doubt', cause: new Error('no answer') };
      },
    };
    await expect(move(10, startMs, createStore(silent, stillSurroundings))).rejects.toThrow(StoreUnavailable);

    expect(await move(10, startMs + 10 * dayMs + 5)).toMatchObject({ kind: 'done', value: { aheadMs: 10 * dayMs } });
    expect(await ahead()).toBe(10);
  });

  it('stays where somebody moved it further meanwhile', async () => {
    await move(30);
    await createAccountClocks(table).moveAhead({ accountId: 'acme', aheadMs: dayMs, movedToMs: startMs });
    expect(await ahead()).toBe(30);
  });

  it('is none of a live project’s', async () => {
    const live: Project = { name: 'default', mode: 'live' };
    const outcome = await moveAccountClock(
      { store, project: live },
      { accountId: 'acme', to: startMs + dayMs },
      startMs,
    );
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { reason: 'clock-not-movable' } });
    expect(await ahead()).toBe(0);
  });
});
