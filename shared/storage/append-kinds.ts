/**
 * The kinds of change that are appended, in one table: how each is kept in a record, and the decision that makes an entry of
 * it. What an append asks for and changes is made from the entry that the decision foresees (`append.ts`), what the record
 * becomes from the same decision at its place in the order (`fold-tail.ts`). All else replaces the item.
 */
import * as z from 'zod/mini';
import type { Account } from '../domain/account/account.ts';
import { microcredits } from '../domain/amount.ts';
import { categories, type PriceLine } from '../domain/catalogue/rate-card.ts';
import { formatMillionths } from '../domain/decimal.ts';
import { type DebitCommand, decideDebit } from '../domain/decisions/debit-credits.ts';
import type { Decision, DecisionContext, Request } from '../domain/decisions/decision.ts';
import type { Restore } from '../domain/decisions/refusal.ts';
import { toQuantity } from './entry-text.ts';
import { parsed } from './parsed.ts';
import { decodeRecord, encodeRecord } from './record-text.ts';
import { ItemCorrupt } from './table.ts';

/** A change that may be appended: what was asked for, as its decision takes it. */
export type Appendable = {
  readonly [K in AppendKind]: { readonly kind: K; readonly command: AppendCommands[K] };
}[AppendKind];

export interface AppendCommands {
  readonly debit: DebitCommand;
}
export type AppendKind = keyof AppendCommands;

interface Kind<C extends Request> {
  /** In the record: it stays as it is for ever. */
  readonly letter: string;
  /** Undefined when this one can't be appended. */
  readonly encode: (command: C) => readonly unknown[] | undefined;
  readonly decode: (body: readonly unknown[], request: Request) => C;
  readonly decide: (account: Account, command: C, context: DecisionContext) => Decision;
  /** What it takes of the balance whatever the account is like; undefined when that depends. */
  readonly takes: (command: C) => number | undefined;
}

const whole = z.int();

/** What few debits have: lines, rate card, dimensions, when it occurred. */
const debitMore = z.strictObject({
  l: z.optional(z.array(z.tuple([z.string(), z.string(), whole]))),
  r: z.optional(z.string()),
  d: z.optional(z.record(z.string(), z.string())),
  o: z.optional(whole),
});
const debitBody = z.union([z.tuple([whole, z.enum(categories)]), z.tuple([whole, z.enum(categories), debitMore])]);

const debit: Kind<DebitCommand> = {
  letter: 'd',
  encode: ({ cost, dimensions, occurredAtMs, lateFor }) => {
    if (cost.kind !== 'priced' || lateFor !== undefined) return undefined;
    const more = { l: cost.lines?.map(toStoredLine), r: cost.rateCard, d: dimensions, o: occurredAtMs };
    const isPlain = Object.values(more).every((each) => each === undefined);
    return isPlain ? [cost.credits, cost.category] : [cost.credits, cost.category, more];
  },
  decode: (body, request) => {
    const [credits, category, { l, r, d, o } = {}] = parsed(debitBody, body, "a debit's record");
    return {
      ...request,
      cost: {
        kind: 'priced',
        category,
        credits: microcredits(credits),
        ...(l === undefined ? {} : { lines: l.map(toLine) }),
        ...(r === undefined ? {} : { rateCard: r }),
      },
      ...(d === undefined ? {} : { dimensions: d }),
      ...(o === undefined ? {} : { occurredAtMs: o }),
    };
  },
  decide: decideDebit,
  takes: ({ cost }) => (cost.kind === 'priced' ? cost.credits : undefined),
};

const appendKinds: { readonly [K in AppendKind]: Kind<AppendCommands[K]> } = { debit };

/** What a record says. */
export type AppendRecord = Appendable & {
  readonly atMs: number;
  /** Of a change that was refused: the packs that the plan offered then. */
  readonly packs?: Restore['packs'];
};

/** The text of a record; undefined of a change that can't be appended. */
export function encodeAppend({ atMs, packs, ...appendable }: AppendRecord): string | undefined {
  const { kind, command } = appendable;
  const row = rowOf(kind);
  const body = row.encode(command);
  if (body === undefined) return undefined;
  const head = { ...command, atMs };
  if (packs === undefined) return encodeRecord({ ...head, kind: row.letter }, body);
  return encodeRecord({ ...head, kind: row.letter.toUpperCase() }, [
    packs.map(({ packId, credits }) => [packId, credits]),
    ...body,
  ]);
}

export function decodeAppend(text: string): AppendRecord {
  const { head, body } = decodeRecord(text);
  const { kind: letter, atMs, caller, idempotencyKey, fingerprint } = head;
  const kind = kindOf(letter.toLowerCase());
  const request = { caller, idempotencyKey, fingerprint };
  if (letter === letter.toLowerCase()) return { kind, command: rowOf(kind).decode(body, request), atMs };
  const [packs, ...rest] = body;
  return {
    kind,
    command: rowOf(kind).decode(rest, request),
    atMs,
    packs: parsed(storedPacks, packs, 'packs').map(toPack),
  };
}

/** The decision of a record, on the account at its place. */
export function decideAppend(account: Account, { kind, command }: Appendable, context: DecisionContext): Decision {
  return rowOf(kind).decide(account, command, context);
}

/** What it takes of any account's balance; undefined when that depends on the account. */
export function takenBy({ kind, command }: Appendable): number | undefined {
  return rowOf(kind).takes(command);
}

function rowOf<K extends AppendKind>(kind: K): Kind<AppendCommands[K]> {
  return appendKinds[kind];
}

function kindOf(letter: string): AppendKind {
  for (const kind of kindNames) if (appendKinds[kind].letter === letter) return kind;
  throw new ItemCorrupt('a record of an unknown kind');
}

const kindNames = ['debit'] as const satisfies readonly AppendKind[];
const storedPacks = z.array(z.tuple([z.string(), whole]));

function toPack([packId, credits]: readonly [string, number]): Restore['packs'][number] {
  return { packId, credits: microcredits(credits) };
}

function toStoredLine({ sku, quantity, credits }: PriceLine): [string, string, number] {
  return [sku, formatMillionths(quantity), credits];
}

function toLine([sku, quantity, credits]: readonly [string, string, number]): PriceLine {
  return { sku, quantity: toQuantity(quantity), credits: microcredits(credits) };
}
