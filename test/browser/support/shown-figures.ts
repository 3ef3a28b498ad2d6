/** The figures that each page of an account shows, held against its ledger's. */
import type { Page } from 'playwright-core';
import { balances, left, openBooks } from '../../../shared/domain/ledger/books.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { post } from '../../../shared/domain/ledger/fold.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { zoneClock } from '../../../shared/domain/zone-clock.ts';
import { csvRows, download } from './dashboard.ts';
import { exactTableText } from './exact-tables.ts';
import {
  type CycleFigures,
  charging,
  type LedgerFigures,
  microcreditsOf,
  shownOf,
  usedBy,
  usedByName,
  withoutNothing,
} from './ledger-figures.ts';

export interface Looking {
  readonly accountId: string;
  readonly timeZone: string;
  readonly figures: LedgerFigures;
  /** The instants of each cycle, by index. */
  readonly cycles: ReadonlyMap<number, { readonly start: string; readonly end: string }>;
  readonly page: Page;
  /** Opens an address below the account's, and waits for what it is there for. */
  readonly open: (address: string, ready: string) => Promise<void>;
  readonly compare: Compare;
}

/** Counts figures, and keeps those that are not as told. */
export type Compare = (what: string, shown: ReadonlyMap<string, unknown>, told: ReadonlyMap<string, unknown>) => void;

const groupings = ['category', 'sku', 'caller', 'dimension:user', 'dimension:model', 'dimension:workflow'];

export async function lookAtOverview({ page, open, compare, figures: { now, cycles } }: Looking): Promise<void> {
  await open('', '[data-testid=available]');
  const available = (await page.textContent('[data-testid=available]')) ?? '';
  const floor = (Number(now.available) - (Number(now.available) % 1e4)) / 1e6;
  compare('available', one(available.replace(/ credits?$/, '')), one(shownOf(BigInt(Math.round(floor * 1e6)))));
  if ((await page.locator('[data-testid=sources]').count()) > 0) {
    const [head = [], ...rows] = await exactTableText(page, '[data-testid=sources]');
    const grants = rows
      .filter(([name]) => name !== 'All')
      .map((row) => [row[0]?.split(' ').at(-1) ?? '', row] as const);
    const cell = (row: readonly string[], name: string): bigint => microcreditsOf(row[head.indexOf(name)] ?? '');
    const shown = grants.flatMap(([id, row]) =>
      ['Left', 'Held', 'Used', 'Granted'].map((name) => [`${id} ${name}`, cell(row, name)] as const),
    );
    const told = grants.flatMap(([id]) => {
      const grant = now.grants.get(id);
      if (grant === undefined) return [];
      const books = { Left: left(grant), Held: grant.held, Used: grant.used, Granted: grant.granted };
      return Object.entries(books).map(([name, amount]) => [`${id} ${name}`, amount] as const);
    });
    compare('sources', new Map(shown), new Map(told));
  }
  const used = cycles.at(-1)?.entries ?? [];
  for (const name of ['user', 'model', 'workflow']) {
    const list = page.locator(`[data-testid=top-${name}]`);
    await list.or(page.getByText(`No use says which ${name} it was for.`)).waitFor({ timeout: 120_000 });
    if ((await list.count()) === 0) continue;
    const all = usedByName(used, ({ dimensions }) => dimensions?.[name]);
    const rows = (await exactTableText(page, `[data-testid=top-${name}]`)).slice(1);
    const named = rows.filter(([value]) => value !== 'Others');
    const keyOf = (value = ''): string => (value === `Without ${name}` ? 'none' : value);
    compare(
      `top ${name}`,
      new Map(named.map(([value, amount]) => [keyOf(value), amount])),
      new Map(named.map(([value]) => [keyOf(value), shownOf(all.get(keyOf(value)) ?? 0n)])),
    );
  }
}

export async function lookAtUsage(looking: Looking): Promise<void> {
  const { page, open, compare, figures, cycles } = looking;
  const startOf = new Map([...cycles].map(([index, { start }]) => [index, start]));
  for (const groupBy of groupings) {
    await open(`/usage?interval=cycle&period=400d&groupBy=${groupBy}&top=all`, '[data-testid=usage-sum]');
    const told = new Map(
      figures.cycles.flatMap(({ index, entries }) =>
        [...usedIn(entries, groupBy)].map(([name, sum]) => [`${startOf.get(index)} ${name}`, sum] as const),
      ),
    );
    compare(`cycles by ${groupBy}`, await trend(page), withoutNothing(told));
    const total =
      (await page.getAttribute(
        '[data-testid=usage-sum] ~ * [data-testid=usage-total], [data-testid=usage-total]',
        'value',
      )) ?? '0';
    compare(
      `all by ${groupBy}`,
      one(microcreditsOf(total)),
      one(figures.cycles.reduce((sum, { used }) => sum + used, 0n)),
    );
  }
  const newest = figures.cycles.at(-1);
  const before = figures.cycles.at(-2);
  for (const [period, cycle] of [
    ['this-cycle', newest],
    ['last-cycle', before],
  ] as const) {
    if (cycle === undefined) continue;
    await open(`/usage?period=${period}&groupBy=category`, '[data-testid=usage-sum]');
    compare(`days of ${period}`, await trend(page), daysOf(looking, cycle));
  }
}

/** The rows of a trend's file, without those of nothing. */
async function trend(page: Page): Promise<ReadonlyMap<string, bigint>> {
  const button = page.getByRole('button', { name: 'Download trend' });
  if (await button.isDisabled()) return new Map();
  const rows = csvRows(await download(page, 'Download trend')).slice(1);
  return withoutNothing(
    new Map(rows.map(([start, , key, rest, amount = '']) => [`${start} ${key || rest}`, microcreditsOf(amount)])),
  );
}

function usedIn(entries: readonly Entry[], groupBy: string): ReadonlyMap<string, bigint> {
  if (groupBy === 'category') return usedByName(entries, ({ category }) => category);
  if (groupBy === 'caller') return usedByName(entries, ({ caller }) => caller);
  if (groupBy !== 'sku')
    return usedByName(entries, ({ dimensions }) => dimensions?.[groupBy.slice('dimension:'.length)]);
  const sums = new Map<string, bigint>();
  for (const entry of entries) {
    const sign = entry.type === 'reversal' ? -1n : 1n;
    const lines = [...(entry.lines ?? []), ...(entry.kept ?? [])];
    const ofLines = lines.reduce((sum, { credits }) => sum + BigInt(credits), 0n) * sign;
    // Lines of work that cost more than was charged have shares of it.
    const isShared = ofLines !== usedBy(entry) && lines.length > 0;
    if (usedBy(entry) === 0n) continue;
    for (const { sku, credits } of isShared && lines.length > 1 ? [] : lines)
      sums.set(sku, (sums.get(sku) ?? 0n) + (isShared ? usedBy(entry) : BigInt(credits) * sign));
    if (lines.length === 0) sums.set('none', (sums.get('none') ?? 0n) + usedBy(entry));
  }
  return withoutNothing(sums);
}

function daysOf({ timeZone }: Looking, { entries }: CycleFigures): ReadonlyMap<string, bigint> {
  const { dayOf } = zoneClock(timeZone);
  return usedByName(entries, (entry) => {
    const atMs = Math.min(entry.atMs, entry.occurredAtMs ?? entry.atMs);
    return `${new Date(dayOf(atMs).startMs).toISOString()} ${entry.category}`;
  });
}

export async function lookAtStatements({ page, open, compare, figures }: Looking): Promise<void> {
  for (const { index, opening, closing, charged } of figures.cycles) {
    await open(`/statements?cycle=${index}`, '[data-testid=statement]');
    const rows = (await exactTableText(page, '[data-testid=statement]')).slice(1);
    const sumOf = (...names: readonly string[]): bigint =>
      rows
        .filter(([name = '']) => names.includes(name))
        .reduce((sum, [, , amount = '']) => sum + microcreditsOf(amount), 0n);
    const moved = rows.slice(1, -1).reduce((sum, [, , amount = '']) => sum + microcreditsOf(amount), 0n);
    compare(
      `statement of cycle ${index}`,
      new Map([
        ['opening', sumOf('Opening')],
        ['closing', sumOf('Closing')],
        ['used', -sumOf('Used')],
        ['moved', moved],
      ]),
      new Map([
        ['opening', opening.booked + opening.held],
        ['closing', closing.booked + closing.held],
        ['used', charged],
        ['moved', closing.booked + closing.held - opening.booked - opening.held],
      ]),
    );
  }
}

export async function lookAtLedger({ page, open, compare, figures, cycles }: Looking): Promise<void> {
  const books = openBooks();
  const availableAfter = new Map<number, bigint>();
  for (const entry of figures.entries) {
    post(books, entry);
    // Grants that end at one instant go one after the other: an entry has those that are still to go.
    availableAfter.set(entry.seq, balances(books, entry.atMs).booked);
  }
  for (const [index, { start, end }] of cycles) {
    const isIn = ({ atMs }: { readonly atMs: number }): boolean => atMs >= Date.parse(start) && atMs < Date.parse(end);
    const own = figures.entries.filter(isIn);
    const span = `from=${start}&to=${end}`;
    await open(`/ledger?${span}`, '[data-testid=entries]');
    const lines = csvRows(await download(page, 'Download CSV')).slice(1);
    compare(
      `entries of cycle ${index}`,
      new Map(
        lines.map(([seq = '', , , , , credits = '', , after = '']) => [
          seq,
          `${microcreditsOf(credits)} ${microcreditsOf(after)}`,
        ]),
      ),
      new Map(own.map(({ seq, credits }) => [String(seq), `${credits} ${availableAfter.get(seq)}`])),
    );
    const largest = own.filter((entry) => usedBy(entry) > 0n).toSorted((a, b) => Number(b.credits - a.credits))[0];
    if (largest === undefined) continue;
    await open(`/ledger?by=dimension:user&${span}`, '[data-testid=grouped]');
    const total = (await page.getAttribute('[data-testid=grouped-total]', 'value')) ?? '';
    // Usage by time is told by whole hours of UTC.
    const hours = { fromMs: Math.floor(Date.parse(start) / hourMs), toMs: Math.ceil(Date.parse(end) / hourMs) };
    const used = figures.entries.filter((entry) => {
      const hour = Math.floor(Math.min(entry.atMs, entry.occurredAtMs ?? entry.atMs) / hourMs);
      return hour >= hours.fromMs && hour < hours.toMs;
    });
    compare(
      `lines of cycle ${index}`,
      one(microcreditsOf(total)),
      one(used.reduce((sum, entry) => sum + usedBy(entry), 0n)),
    );
    await open(`/ledger?entry=${largest.seq}`, 'dialog .figure');
    const [amount, after] = await Promise.all([
      page.locator('dialog .figure').first().innerText(),
      page
        .getByRole('row', { name: /^Available after/ })
        .locator('td')
        .last()
        .innerText(),
    ]);
    compare(
      `receipt of entry ${largest.seq}`,
      new Map([
        ['credits', microcreditsOf(amount.replace(/\s*credits?$/, ''))],
        ['after', microcreditsOf(after)],
      ]),
      new Map([
        ['credits', BigInt(largest.credits)],
        ['after', availableAfter.get(largest.seq)],
      ]),
    );
  }
}

const work: ReadonlySet<Entry['type']> = new Set(['hold', 'extension', 'report', 'release']);

export async function lookAtTheRest({ page, open, compare, figures: { now, entries } }: Looking): Promise<void> {
  await open('/in-progress', 'h1');
  const aside = page.getByText('set aside. What isn’t used');
  await aside.waitFor();
  compare('set aside', one((await aside.innerText()).split(' ')[0] ?? ''), one(shownOf(now.held)));

  await open('/timeline', '[data-testid=timeline] li');
  const more = page.getByRole('button', { name: 'Show earlier' });
  while ((await more.count()) > 0) {
    await more.click();
    await page.waitForTimeout(300);
  }
  const happenings = await page
    .getByTitle(/^Entry \d/)
    .evaluateAll((links) => links.map((link) => link.getAttribute('title')));
  const told = entries.filter(({ type }) => !work.has(type) && !charging.has(type));
  compare(
    'timeline',
    new Map(happenings.map((title) => [title ?? '', 1])),
    new Map(told.map(({ seq }) => [`Entry ${seq}`, 1])),
  );

  await open('/plan?credits=10&category=ai', '[data-testid=verdict]');
  const verdict = await page.innerText('[data-testid=verdict]');
  compare('asked for a job', one(/costs [^,]*, (\S+) are available/.exec(verdict)?.[1]), one(shownOf(now.available)));
}

function one(value: unknown): ReadonlyMap<string, unknown> {
  return new Map([['it', value]]);
}
