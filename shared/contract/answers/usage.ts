/// <reference types="zod-openapi" />
/** The trend of an account's usage, as JSON and as tables. */
import * as z from 'zod/mini';
import type { Quarantine } from '../../domain/account/quarantine.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { present } from '../../domain/present.ts';
import type { Counted } from '../../domain/projections/entry-usage.ts';
import type { PaceStep } from '../../domain/projections/plan-pace.ts';
import {
  type UsageGroup,
  type UsageInterval,
  type UsageRow,
  type UsageScope,
  usageIntervals,
} from '../../domain/projections/usage-trend.ts';
import { zoneClock } from '../../domain/zone-clock.ts';
import { type AnswerOf, instant, text, whole } from './answer-parts.ts';
import { csvOf, ndjsonOf } from './csv.ts';
import { entryJson, shownEntry } from './entry.ts';
import { exact } from './exact.ts';
import { summedUp, summedUpJson } from './quarantine.ts';

const signedField = z.number().check(
  z.meta({
    description: 'Credits used less credits reversed, exact to 6 decimals. A reversal counts when it is made.',
  }),
);

const group = {
  key: z.optional(z.string().check(z.meta({ description: 'The category, SKU or value of the dimension.' }))),
  rest: z.optional(
    z.enum(['others', 'none']).check(
      z.meta({
        description:
          '`others`: beyond those asked for, and what its day’s roll-up leaves out where the entries of that day are more than one answer reads. `none`: usage without a SKU or this dimension.',
      }),
    ),
  ),
};

const requestsField = whole.check(
  z.meta({ description: 'Debits, captures and holds that ran out with use. Where entries tell the usage.' }),
);
const quantityField = z.number().check(
  z.meta({
    description:
      'In the SKU’s unit; what is kept over time, in units times hours. Where entries tell the usage by SKU or of one.',
  }),
);

const split = {
  split: z.optional(
    z.strictObject(group).check(
      z.meta({
        id: 'UsageSplit',
        description:
          'The part of the group that this is, where `splitBy` asked for parts; left out for the whole group, which is there beside them.',
      }),
    ),
  ),
};

const row = z.strictObject({
  start: instant,
  end: instant,
  ...group,
  credits: signedField,
  requests: z.optional(requestsField),
  quantity: z.optional(quantityField),
});

const sums = z
  .strictObject({ credits: signedField, requests: requestsField, quantity: quantityField })
  .check(z.meta({ id: 'UsageSums' }));

const scope = z.strictObject({ cycle: z.optional(whole), start: instant, end: instant });

export const usageReport = z
  .strictObject({
    accountId: text,
    scope,
    interval: z.enum(usageIntervals),
    timeZone: text.check(
      z.meta({ description: 'The zone that days are of. An hour counts on the day that it begins in.' }),
    ),
    through: z
      .strictObject({ seq: whole, at: instant })
      .check(z.meta({ description: 'The newest entry in it: everything up to it is counted, nothing after it.' })),
    rows: z.array(row),
    comparison: z.optional(
      z
        .strictObject({
          previous: z.nullable(scope),
          groups: z.array(
            z.strictObject({
              ...group,
              ...split,
              credits: signedField,
              previous: signedField,
              counts: z.optional(z.strictObject({ now: sums, previous: sums })),
            }),
          ),
        })
        .check(
          z.meta({
            description:
              'The whole beside the cycle before, up to the same point while this one goes on, or the span before; null where the account wasn’t there for all of that. On the first page; where entries tell the usage, each page has its part of it, to be added up.',
          }),
        ),
    ),
    pace: z.optional(
      z.array(z.strictObject({ start: instant, end: instant, perDay: z.number() })).check(
        z.meta({
          description:
            'Credits of the plan a day, evenly from when they came to the end of their cycle: as they were at each time. On the first page.',
        }),
      ),
    ),
    explored: z.optional(
      z
        .strictObject({
          totals: z.strictObject({ now: sums, previous: sums }),
          largest: z.array(shownEntry),
          entries: z.strictObject({ read: whole, inAll: whole }),
        })
        .check(
          z.meta({
            description:
              'Where entries tell the usage: this page’s part of the totals, in which a request with two SKUs is one; its largest charges, ten at most; and how many of the entries were looked at up to here.',
          }),
        ),
    ),
    nextCursor: z.optional(text),
    ...summedUp,
  })
  .check(z.meta({ id: 'Usage' }));

interface ComparedGroup {
  readonly group: UsageGroup;
  readonly split?: UsageGroup;
  readonly credits: bigint;
  readonly before: bigint;
  readonly counts?: { readonly now: Counted; readonly before: Counted };
}

/** The operation's result. */
interface Report {
  readonly accountId: string;
  readonly scope: UsageScope;
  readonly interval: UsageInterval;
  readonly timeZone: string;
  readonly through: { readonly seq: number; readonly atMs: number };
  readonly rows: readonly (UsageRow & Partial<Counted>)[];
  readonly comparison?: { readonly previous: UsageScope | undefined; readonly groups: readonly ComparedGroup[] };
  readonly explored?: {
    readonly totals: { readonly now: Counted; readonly before: Counted };
    readonly largest: readonly Entry[];
    readonly entries: { readonly read: number; readonly inAll: number };
  };
  readonly pace?: readonly PaceStep[];
  readonly nextCursor?: string;
  readonly quarantine?: Quarantine;
  readonly isPartial?: true;
}

export function usageJson({
  accountId,
  interval,
  timeZone,
  rows,
  comparison,
  pace,
  explored,
  nextCursor,
  ...of
}: Report): AnswerOf<typeof usageReport> {
  return {
    accountId,
    scope: scopeJson(of.scope),
    interval,
    timeZone,
    through: { seq: of.through.seq, at: instantText(of.through.atMs) },
    rows: rows.map(rowJson),
    comparison: comparison && {
      previous: comparison.previous === undefined ? null : scopeJson(comparison.previous),
      groups: comparison.groups.map((each) => ({
        ...groupJson(each.group),
        split: each.split && groupJson(each.split),
        credits: exact(each.credits),
        previous: exact(each.before),
        counts: each.counts && countsJson(each.counts),
      })),
    },
    pace: pace?.map(({ startMs, endMs, perDay }) => ({ ...spanJson(startMs, endMs), perDay: exact(perDay) })),
    explored: explored && {
      totals: countsJson(explored.totals),
      largest: explored.largest.map(entryJson),
      entries: explored.entries,
    },
    nextCursor,
    ...summedUpJson(of),
  };
}

export function usageCsv({ rows, timeZone, explored }: Report): string {
  const { dateOf } = zoneClock(timeZone);
  const lines = rows.map((row) => {
    const { start, end } = spanJson(row.startMs, row.endMs);
    const { key, rest } = groupJson(row.group);
    const line = [dateOf(row.startMs), start, end, key, rest, exact(row.credits)];
    if (explored === undefined) return line;
    const { requests, quantity } = rowJson(row);
    return [...line, requests, quantity];
  });
  const columns = ['day', 'start', 'end', 'key', 'rest', 'credits'];
  return csvOf(explored === undefined ? columns : [...columns, 'requests', 'quantity'], lines);
}

export function usageNdjson({ accountId, rows, timeZone }: Report): string {
  const { dateOf } = zoneClock(timeZone);
  return ndjsonOf(rows.map((row) => ({ day: dateOf(row.startMs), accountId, ...rowJson(row) })));
}

function rowJson({ startMs, endMs, group: of, credits, requests, quantity }: Report['rows'][number]) {
  return {
    ...spanJson(startMs, endMs),
    ...groupJson(of),
    ...present({
      requests,
      quantity: quantity === undefined ? undefined : exact(quantity),
    }),
    credits: exact(credits),
  } satisfies AnswerOf<typeof row>;
}

function countsJson({ now, before }: { readonly now: Counted; readonly before: Counted }) {
  return { now: sumsJson(now), previous: sumsJson(before) };
}

function sumsJson({ credits, requests, quantity }: Counted): AnswerOf<typeof sums> {
  return { credits: exact(credits), requests, quantity: exact(quantity) };
}

function scopeJson(of: UsageScope): AnswerOf<typeof scope> {
  return of.kind === 'cycle'
    ? { cycle: of.cycle.index, ...spanJson(of.cycle.startMs, of.untilMs ?? of.cycle.endMs) }
    : spanJson(of.fromMs, of.toMs);
}

function spanJson(startMs: number, endMs: number): { readonly start: string; readonly end: string } {
  return { start: instantText(startMs), end: instantText(endMs) };
}

function groupJson({ kind, name }: UsageGroup): { readonly key?: string; readonly rest?: 'others' | 'none' } {
  if (kind === 'all') return {};
  return kind === 'named' ? { key: name } : { rest: kind };
}
