/** Usage that is told by many pages of entries comes to the same as by one. */
import { expect, test } from 'vitest';
import { readExplored } from '../../../functions/dashboard/reading/read-explored.ts';
import type { CreditsClient } from '../../../shared/client/credits-client.ts';
import { usageJson } from '../../../shared/contract/answers/usage.ts';
import { usageTermsOf } from '../../../shared/contract/usage-terms.ts';
import { readUsage } from '../../../shared/operations/read-usage.ts';
import { createStore } from '../../../shared/storage/store.ts';
import { credits, plan, startMs } from '../../support/builders/fixtures.ts';
import { open, use } from '../../support/builders/reported-usage.ts';
import { createMemoryTable } from '../../support/engines/memory-table.ts';
import { stillSurroundings } from '../../support/engines/surroundings.ts';

const nowMs = startMs + 90_000_000;
const query = { counts: 'true', groupBy: 'dimension:user', splitBy: 'dimension:model' } as const;

test('pages add up, to the microcredit, and those beyond the bound are not added up at all', async () => {
  const store = createStore(createMemoryTable(), stillSurroundings);
  await store.catalogue.addPlan(plan({ planId: 'big', credits: credits(100_000) }));
  await open(store, 'acme');
  for (let index = 0; index < 30; index += 1) {
    const dimensions = { user: `user ${index % 4}`, model: `model ${index % 3}` };
    await use(store, 'acme', { credits: 0.1 + index / 1e6, nowMs: startMs + index * 3_000_000, dimensions });
  }
  const ask = async (through: Partial<Parameters<typeof readUsage>[1]> = {}) => {
    const question = { accountId: 'acme', ...usageTermsOf({ ...query }), limit: 1_000, ...through };
    const report = await readUsage(store, question, nowMs);
    if (report.kind !== 'done') throw new Error(report.kind);
    return JSON.parse(JSON.stringify(usageJson(report.value)));
  };
  const whole = await ask();
  // Each page has the report of some hours, as if entries had been looked at in two parts.
  const middleMs = startMs - (startMs % 3_600_000) + 10 * 3_600_000;
  const parts = [await ask({ fromMs: startMs, toMs: middleMs }), await ask({ fromMs: middleMs, toMs: nowMs })];
  const answers = (pages: readonly object[]): CreditsClient => {
    let page = -1;
    const readUsage = async (): Promise<unknown> => {
      page += 1;
      const nextCursor = page + 1 < pages.length ? { nextCursor: 'on' } : {};
      return { kind: 'done', isReplay: false, value: { ...pages[page], ...nextCursor } };
    };
    return { readUsage } as unknown as CreditsClient;
  };
  const progress: number[] = [];
  const read = (pages: readonly object[]) =>
    readExplored(answers(pages), {
      ...{ accountId: 'acme', query },
      onPage: ({ read: count }) => progress.push(count) > 0,
    });

  const added = await read(parts);
  if (added.kind === 'refused') throw new Error('refused');
  const sums = (report: typeof whole): unknown =>
    report.comparison.groups
      .map(({ key, split, credits: now, counts }: typeof whole) =>
        JSON.stringify([key, split, now, counts.now.requests]),
      )
      .toSorted();
  expect(sums(added.value)).toEqual(sums(whole));
  expect(added.value.explored?.totals.now).toEqual(whole.explored.totals.now);
  expect(added.value.explored?.largest.map(({ seq }) => seq)).toEqual(
    whole.explored.largest.map(({ seq }: { readonly seq: number }) => seq),
  );
  expect(progress).toHaveLength(1);

  const tooMuch = { ...whole, explored: { ...whole.explored, entries: { read: 10_000, inAll: 200_001 } } };
  const refused = await read([tooMuch, whole]);
  expect(refused.kind === 'done' && refused.value.nextCursor).toBe('on');
});
