/** Items of a day's usage: far below their limit, and readable while they are filed. */
import { describe, expect, it } from 'vitest';
import { microcredits } from '../../shared/domain/amount.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { projectCommits } from '../../shared/operations/project-commits.ts';
import { itemSizeBytes } from '../../shared/storage/item-size.ts';
import { createProjections } from '../../shared/storage/projections.ts';
import { createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import { usageKey } from '../../shared/storage/table-keys.ts';
import { alterEntry } from '../support/builders/altered-entry.ts';
import { dress, everyDay, nowMs, tableWithPlans } from '../support/builders/delivered-commits.ts';
import { startMs } from '../support/builders/fixtures.ts';
import type { Command } from '../support/builders/history-commands.ts';
import { foldUsage, sumsOf } from '../support/builders/usage-fold.ts';
import { streamOf } from '../support/engines/commit-stream.ts';
import { seedDecider } from '../support/engines/faulty-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';
import { rounds } from '../support/expectations/effort.ts';
import { signalSink } from '../support/service/signal-sink.ts';

describe('the projection of commits', () => {
  it('keeps a day’s item far below its limit, however many names a day has', async () => {
    const table = await tableWithPlans();
    const history = dress([], seedDecider(1));
    const [opening] = history.entries;
    if (opening === undefined) throw new Error('nothing was opened');
    const most = microcredits(999_999_999_999_999);
    const long = (kind: string, index: number): string => `${kind}-${index}-`.padEnd(128, '\u20ac');
    const debits = Array.from({ length: rounds(24 * 40) }, (_, index): Entry => {
      const dimensions = { user: long('u', index % 40), model: long('m', index % 40), team: long('t', index % 40) };
      const lines = [{ sku: `${index % 40}`.padEnd(128, 's'), quantity: 1n, credits: most }];
      const at = { seq: index + 2, atMs: startMs + Math.floor(index / 40) * 3_600_000 };
      return alterEntry(opening, {
        ...at,
        type: 'debit',
        caller: 'test',
        credits: most,
        category: 'ai',
        lines,
        dimensions,
      });
    });
    const openings = ['cycleStartMs', 'planId', 'expiresAtMs', 'anchorMs', 'timeZone'];
    const plain = debits.map(
      (entry) =>
        Object.fromEntries(Object.entries(entry).filter(([name]) => !openings.includes(name))) as unknown as Entry,
    );
    const commits = await streamOf(table, { ...history, entries: [opening, ...plain] }, () => true);
    const store = createStore(table, stillSurroundings);
    for (const commit of commits) await projectCommits({ store, bus: signalSink(), nowMs }, [commit]);

    const day = await table.get(usageKey('acme', '2026-11-01#0'));

    expect(itemSizeBytes(day ?? {})).toBeLessThan(100_000);
  });

  it('answers a prefix while a day is being filed under its reader', async () => {
    const table = await tableWithPlans();
    const debits = Array.from({ length: 60 }, (): Command => ({ kind: 'debit', amount: 1_000 }));
    const history = dress(debits, seedDecider(1));
    const commits = await streamOf(table, history, () => false);
    const store = createStore(table, stillSurroundings);
    for (const commit of commits.slice(0, 30)) await projectCommits({ store, bus: signalSink(), nowMs }, [commit]);
    const overtaken: Table = {
      ...table,
      query: async (range) => {
        for (const commit of commits.slice(30)) await projectCommits({ store, bus: signalSink(), nowMs }, [commit]);
        return table.query(range);
      },
    };

    const { projection, rollUps } = await createProjections(overtaken).usage('acme', everyDay);

    expect(sumsOf(rollUps)).toEqual(foldUsage(history.entries.slice(0, projection.seq)));
  });
});
