/**
 * The turns charged in every cell: chat turns with GPT-4o, the tokens of each as they were recorded, in order. Quantities
 * differ from debit to debit as real ones do: equal debits would share more of their texts and be cheaper to store.
 */
import { readFileSync } from 'node:fs';
import { fromCredits, type Microcredits } from '../../../shared/domain/amount.ts';
import type { Dimensions } from '../../../shared/domain/catalogue/rate-card.ts';
import { fingerprint } from '../../../shared/domain/fingerprint.ts';
import { present } from '../../../shared/domain/present.ts';
import type { Use } from '../../../shared/operations/debit-credits.ts';

/** One debit, before anyone is charged for it. */
export interface Turn {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** A key as clients make them: 26 characters, never twice. */
  readonly key: string;
  /** Only where the cell says so. */
  readonly dimensions?: Dimensions;
  readonly occurredAtMs?: number;
}

export interface TurnOptions {
  readonly random: () => number;
  /** Adds who chatted and when it happened, as callers may. */
  readonly isDetailed?: boolean;
  /** Under keys that say nothing of their time. */
  readonly isOpaque?: boolean;
}

export const benchCaller = 'arn:aws:iam::000000000000:user/AKIAIOSFODNN7EXAMPLE';
const trace = new URL('../../../infra/local/data/azure-llm-inference-2023-conv.csv', import.meta.url);
const users = ['ada', 'grace', 'edsger', 'barbara', 'donald'];

/** An endless supply of turns, each asked for now or at another time. */
export function createTurns({ random, isDetailed = false, isOpaque = false }: TurnOptions): (atMs?: number) => Turn {
  const recorded = readTrace();
  let taken = 0;
  return (atMs = Date.now()) => {
    const { inputTokens, outputTokens } = recorded[taken % recorded.length] ?? firstTurn;
    taken += 1;
    const turn = { inputTokens, outputTokens, key: isOpaque ? `key-${newKey(random, atMs)}` : newKey(random, atMs) };
    if (!isDetailed) return turn;
    const user = users[Math.floor(random() * users.length)] ?? 'ada';
    return { ...turn, dimensions: { user, workflow: 'chat' }, occurredAtMs: atMs - Math.floor(random() * 5_000) };
  };
}

/** The request's body, as a client sends it. */
export function bodyOf({ inputTokens, outputTokens, dimensions, occurredAtMs }: Turn): Record<string, unknown> {
  return {
    usage: [
      { sku: 'ai.gpt-4o.input-token', quantity: inputTokens },
      { sku: 'ai.gpt-4o.output-token', quantity: outputTokens },
    ],
    ...present({ dimensions }),
    ...(occurredAtMs === undefined ? {} : { occurredAt: new Date(occurredAtMs).toISOString() }),
  };
}

/** The same as an operation takes it, once HTTP has been read. */
export function debitOf(accountId: string, turn: Turn): Use {
  const { inputTokens, outputTokens, key, dimensions, occurredAtMs } = turn;
  return {
    accountId,
    caller: benchCaller,
    idempotencyKey: key,
    fingerprint: fingerprint('debit-credits', { body: bodyOf(turn) }),
    charge: {
      usage: [
        { sku: 'ai.gpt-4o.input-token', quantity: BigInt(inputTokens) * 1_000_000n },
        { sku: 'ai.gpt-4o.output-token', quantity: BigInt(outputTokens) * 1_000_000n },
      ],
    },
    ...present({ dimensions, occurredAtMs }),
  };
}

/** The price of a turn by the demonstration's rate card: 250 and 1,000 microcredits a token. */
export function priceOf({ inputTokens, outputTokens }: Turn): Microcredits {
  const credits = fromCredits((inputTokens * 250 + outputTokens * 1_000) / 1_000_000);
  if (credits === undefined) throw new RangeError('a turn without a price');
  return credits;
}

const firstTurn = { inputTokens: 374, outputTokens: 44 };

function readTrace(): readonly { readonly inputTokens: number; readonly outputTokens: number }[] {
  const [, ...lines] = readFileSync(trace, 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [, inputTokens, outputTokens] = line.split(',').map(Number);
    if (inputTokens === undefined || outputTokens === undefined) throw new Error(`not a line of the trace: ${line}`);
    return { inputTokens, outputTokens };
  });
}

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const timeDigits = 10;
const randomDigits = 16;

/** A ULID: the time, then chance. */
function newKey(random: () => number, atMs: number): string {
  let key = '';
  for (let rest = atMs; key.length < timeDigits; rest = Math.floor(rest / digits.length)) {
    key = (digits[rest % digits.length] ?? '0') + key;
  }
  for (let drawn = 0; drawn < randomDigits; drawn += 1) key += digits[Math.floor(random() * digits.length)] ?? '0';
  return key;
}
