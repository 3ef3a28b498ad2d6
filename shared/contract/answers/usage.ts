/// <reference types="zod-openapi" />
/** The trend of an account's usage, as JSON and as tables. */
import * as z from 'zod/mini';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import {
  type UsageGroup,
  type UsageInterval,
  type UsageRow,
  type UsageScope,
  usageIntervals,
} from '../../domain/projections/usage-trend.ts';
import { type AnswerOf, instant, text, whole } from './answer-parts.ts';
import { csvOf, ndjsonOf } from './csv.ts';
import { exact } from './exact.ts';

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
          '`others`: beyond what a day names, 32 SKUs or 20 values. `none`: usage without a SKU or this dimension.',
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
        .check(z.meta({ description: 'The whole beside the cycle or span before it. On the first page.' })),
    ),
    nextCursor: z.optional(text),
  })
  .check(z.meta({ id: 'Usage' }));

/** The operation's result. */
interface Report {
  readonly accountId: string;
  readonly scope: UsageScope;
  readonly interval: UsageInterval;
  readonly through: { readonly seq: number; readonly atMs: number };
  readonly rows: readonly UsageRow[];
  readonly comparison?: {
    readonly previous: UsageScope | undefined;
    readonly groups: readonly { readonly group: UsageGroup; readonly credits: bigint; readonly before: bigint }[];
  };
  readonly nextCursor?: string;
}

export function usageJson({
  accountId,
  interval,
  rows,
  comparison,
  nextCursor,
  ...of
}: Report): AnswerOf<typeof usageReport> {
  return {
    accountId,
    scope: scopeJson(of.scope),
    interval,
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
    nextCursor,
  };
}

export function usageCsv({ rows }: Report): string {
  const lines = rows.map((row) => {
    const { start, end } = spanJson(row.startMs, row.endMs);
    const { key, rest } = groupJson(row.group);
    return [start.slice(0, 10), start, end, key, rest, exact(row.credits)];
  });
  return csvOf(['day', 'start', 'end', 'key', 'rest', 'credits'], lines);
}

export function usageNdjson({ accountId, rows }: Report): string {
  return ndjsonOf(rows.map((row) => ({ day: instantText(row.startMs).slice(0, 10), accountId, ...rowJson(row) })));
}

function rowJson({ startMs, endMs, group: of, credits }: UsageRow): AnswerOf<typeof row> {
  return { ...spanJson(startMs, endMs), ...groupJson(of), credits: exact(credits) };
}

function scopeJson(of: UsageScope): AnswerOf<typeof scope> {
  return of.kind === 'cycle'
    ? { cycle: of.cycle.index, ...spanJson(of.cycle.startMs, of.cycle.endMs) }
    : spanJson(of.fromMs, of.toMs);
}

function spanJson(startMs: number, endMs: number): { readonly start: string; readonly end: string } {
  return { start: instantText(startMs), end: instantText(endMs) };
}

function groupJson({ kind, name }: UsageGroup): { readonly key?: string; readonly rest?: 'others' | 'none' } {
  if (kind === 'all') return {};
  return kind === 'named' ? { key: name } : { rest: kind };
}
