/// <reference types="zod-openapi" />
/** The trend of an account's usage, as JSON and as tables. */
import * as z from 'zod/mini';
import type { Quarantine } from '../../domain/account/quarantine.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
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

const row = z.strictObject({ start: instant, end: instant, ...group, credits: signedField });

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
          groups: z.array(z.strictObject({ ...group, credits: signedField, previous: signedField })),
        })
        .check(
          z.meta({
            description:
              'The whole beside the cycle before, up to the same point while this one goes on, or the span before; null where the account wasn’t there for all of that. On the first page.',
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
    nextCursor: z.optional(text),
    ...summedUp,
  })
  .check(z.meta({ id: 'Usage' }));

/** The operation's result. */
interface Report {
  readonly accountId: string;
  readonly scope: UsageScope;
  readonly interval: UsageInterval;
  readonly timeZone: string;
  readonly through: { readonly seq: number; readonly atMs: number };
  readonly rows: readonly UsageRow[];
  readonly comparison?: {
    readonly previous: UsageScope | undefined;
    readonly groups: readonly { readonly group: UsageGroup; readonly credits: bigint; readonly before: bigint }[];
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
        credits: exact(each.credits),
        previous: exact(each.before),
      })),
    },
    pace: pace?.map(({ startMs, endMs, perDay }) => ({ ...spanJson(startMs, endMs), perDay: exact(perDay) })),
    nextCursor,
    ...summedUpJson(of),
  };
}

export function usageCsv({ rows, timeZone }: Report): string {
  const { dateOf } = zoneClock(timeZone);
  const lines = rows.map((row) => {
    const { start, end } = spanJson(row.startMs, row.endMs);
    const { key, rest } = groupJson(row.group);
    return [dateOf(row.startMs), start, end, key, rest, exact(row.credits)];
  });
  return csvOf(['day', 'start', 'end', 'key', 'rest', 'credits'], lines);
}

export function usageNdjson({ accountId, rows, timeZone }: Report): string {
  const { dateOf } = zoneClock(timeZone);
  return ndjsonOf(rows.map((row) => ({ day: dateOf(row.startMs), accountId, ...rowJson(row) })));
}

function rowJson({ startMs, endMs, group: of, credits }: UsageRow): AnswerOf<typeof row> {
  return { ...spanJson(startMs, endMs), ...groupJson(of), credits: exact(credits) };
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
