import { beforeEach, expect, it, vi } from 'vitest';
import { handler } from '../../../functions/jobs/sweep-due.ts';
import { hourMs, minuteMs } from '../../../shared/domain/time.ts';
import { provideServices } from '../../../shared/runtime/services.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import { StoreUnavailable, type Table } from '../../../shared/storage/table.ts';
import { accountPk } from '../../../shared/storage/table-keys.ts';
import { plan, startMs } from '../../support/builders/fixtures.ts';
import { debit, openFleet } from '../../support/builders/fleet.ts';
import { lambdaContext } from '../../support/builders/gateway-event.ts';
import { createMemoryTable } from '../../support/engines/memory-table.ts';
import { stillSurroundings } from '../../support/engines/surroundings.ts';
import { watchOutput } from '../../support/processes/output.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'ERROR';
  process.env['METRICS_DISABLED'] = 'false';
});

let table: Table;
let store: CreditStore;
let unreadable: string | undefined;

beforeEach(async () => {
  const whole = createMemoryTable();
  unreadable = undefined;
  const refuse = ({ pk }: { readonly pk: string }): void => {
    if (unreadable !== undefined && pk === accountPk(unreadable)) throw new StoreUnavailable('it does not answer');
  };
  table = {
    ...whole,
    get: async (key) => {
      refuse(key);
      return whole.get(key);
    },
  };
  store = createStore(table, stillSurroundings);
  await store.catalogue.addPlan(plan());
  provideServices({ store, queue: { send: async () => {}, backlog: async () => 0 } });
});

/** The balances that a sweep at an instant shows, by account, and the lines that it logs. */
async function sweep(atMs: number): Promise<{ readonly shown: object; readonly logged: readonly string[] }> {
  provideServices({ nowMs: () => atMs });
  const { lines } = await watchOutput(() => handler(undefined, lambdaContext()));
  const all: Record<string, unknown>[] = lines.map((line) => JSON.parse(line));
  const shown = all.flatMap(({ account, AvailableCredits: credits }) =>
    credits === undefined ? [] : [[account, credits]],
  );
  return {
    shown: Object.fromEntries(shown),
    logged: all.filter((line) => !('_aws' in line)).map((line) => String(line['message'])),
  };
}

it('shows the balance of a watched account twice an hour, though it never moves, and of no other account', async () => {
  const [low = ''] = await openFleet(store, 'fleet', 2);
  await debit(store, low, { key: 'a', credits: 990, nowMs: startMs });
  await store.watched.watch(low);

  const hour = Math.ceil(startMs / hourMs) * hourMs;
  expect((await sweep(hour)).shown).toEqual({ [low]: 10 });
  expect((await sweep(hour + 7 * minuteMs)).shown).toEqual({});
  expect((await sweep(hour + 30 * minuteMs)).shown).toEqual({ [low]: 10 });
});

it('tells of a watched account whose balance can’t be read, and shows the others', async () => {
  const [lost = '', fine = ''] = await openFleet(store, 'fleet', 2);
  for (const accountId of [lost, fine]) await store.watched.watch(accountId);
  unreadable = lost;

  const { shown, logged } = await sweep(Math.ceil(startMs / hourMs) * hourMs);

  expect(shown).toEqual({ [fine]: 1_000 });
  expect(logged).toEqual(['watched balance not read']);
});
