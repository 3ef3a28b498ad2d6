/// <reference types="zod-openapi" />
/** A cycle's statement as JSON and as CSV. */
import * as z from 'zod/mini';
import { grantSources } from '../../domain/account/grant.ts';
import type { Cycle } from '../../domain/cycle.ts';
import { type Movement, movementTypes } from '../../domain/ledger/movement.ts';
import { instant as instantText, publicBalance } from '../../domain/ledger/public-form.ts';
import type { Statement } from '../../domain/ledger/statement.ts';
import { type AnswerOf, category, count, instant, seq, text, whole } from './answer-parts.ts';
import { balance } from './balance.ts';
import { csvOf } from './csv.ts';
import { exact } from './exact.ts';
import { proved, provedJson } from './quarantine.ts';

const signedField = z.number().check(z.meta({ description: 'Credits, signed, exact to 6 decimals.' }));
const quantity = z.optional(z.number().check(z.minimum(0)));

const movement = z.strictObject({
  type: z.enum(movementTypes),
  source: z.optional(z.enum(grantSources)),
  category: z.optional(category),
  sku: z.optional(text),
  others: z.optional(
    z.literal(true).check(z.meta({ description: 'SKUs beyond the 2,000 that a statement names, summed up.' })),
  ),
  packId: z.optional(text),
  late: z.optional(
    z.literal(true).check(z.meta({ description: 'Usage that occurred before this cycle, which pays it.' })),
  ),
  quantity,
  quantityHours: quantity,
  credits: signedField,
  overrun: z.optional(signedField),
  debt: z.optional(signedField),
});

export const statement = z
  .strictObject({
    accountId: text,
    planId: text,
    seats: z.optional(
      count.check(
        z.meta({
          description: 'The account’s seats when the cycle began; its plan changes tell of others. Left out of one.',
        }),
      ),
    ),
    cycle: z.strictObject({ index: whole, start: instant, end: instant }),
    final: z
      .boolean()
      .check(z.meta({ description: 'The cycle is over: this statement will never say anything else.' })),
    entries: z.strictObject({ first: seq, last: seq }),
    through: z
      .strictObject({ seq, at: instant })
      .check(z.meta({ description: 'The newest entry in it: up to there it is complete.' })),
    opening: balance,
    closing: balance,
    movements: z.array(movement),
    cycles: z
      .array(z.strictObject({ index: whole, start: instant, end: instant }))
      .check(z.meta({ description: 'The cycles that have statements, newest first, 60 at most.' })),
    ...proved,
  })
  .check(
    z.meta({
      id: 'Statement',
      description:
        'The credits of the movements add up to the change of available and held together, from opening to closing; overrun and debt likewise.',
    }),
  );

export function statementJson(of: Statement & { readonly cycles: readonly Cycle[] }): AnswerOf<typeof statement> {
  return {
    accountId: of.accountId,
    planId: of.planId,
    seats: of.seats,
    cycle: { index: of.cycle.index, start: instantText(of.cycle.startMs), end: instantText(of.cycle.endMs) },
    final: of.isFinal,
    entries: of.entries,
    through: { seq: of.through.seq, at: instantText(of.through.atMs) },
    opening: publicBalance(of.opening),
    closing: publicBalance(of.closing),
    movements: of.movements.map(movementJson),
    cycles: of.cycles.map((each) => ({
      index: each.index,
      start: instantText(each.startMs),
      end: instantText(each.endMs),
    })),
    ...provedJson(of),
  };
}

function movementJson({
  quantity: used,
  quantityHours,
  credits,
  overrun,
  debt,
  isLate,
  isOthers,
  ...rest
}: Movement): AnswerOf<typeof movement> {
  return {
    ...rest,
    others: isOthers,
    late: isLate,
    quantity: used === undefined ? undefined : exact(used),
    quantityHours: quantityHours === undefined ? undefined : exact(quantityHours),
    credits: exact(credits),
    overrun: overrun === 0n ? undefined : exact(overrun),
    debt: debt === 0n ? undefined : exact(debt),
  };
}

const columns = 'type,source,category,sku,packId,quantity,quantityHours,credits,overrun,debt,late,others'.split(',');

/** By RFC 4180. The first row is the opening, the last the closing, whose `credits` are available and held together. */
export function statementCsv({ opening, closing, movements }: Statement): string {
  const balanceRow = (type: string, { available, held, overrun, debt }: Statement['opening']): readonly unknown[] => {
    const amounts = [available + held, overrun, debt].map((amount) => exact(BigInt(amount)));
    return [type, '', '', '', '', '', '', ...amounts, '', ''];
  };
  const rows = movements.map((movement) => [
    movement.type,
    movement.source ?? '',
    movement.category ?? '',
    movement.sku ?? '',
    movement.packId ?? '',
    optional(movement.quantity),
    optional(movement.quantityHours),
    exact(movement.credits),
    exact(movement.overrun),
    exact(movement.debt),
    movement.isLate,
    movement.isOthers,
  ]);
  const all = [balanceRow('opening', opening), ...rows, balanceRow('closing', closing)];
  return csvOf(columns, all);
}

function optional(millionths: bigint | undefined): unknown {
  return millionths === undefined ? undefined : exact(millionths);
}
