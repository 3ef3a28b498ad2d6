/**
 * Remembered answers that are no entries: a refusal (R9), a request that found everything as it asked, and one that was
 * carried out before under another key. They change no balance and get no seq, but they are commits like any other, so a delayed duplicate can't contradict them. A
 * refusal is forgotten after 24 hours, a success never.
 */
import * as z from 'zod/mini';
import type { AccountView } from '../domain/account/account.ts';
import { holdStates } from '../domain/account/hold.ts';
import { categories } from '../domain/catalogue/rate-card.ts';
import { isBare, type Refusal, refusalMemoryMs } from '../domain/decisions/refusal.ts';
import { refusalReasons } from '../domain/decisions/refusal-reasons.ts';
import { parse } from './parse.ts';
import { storedRestore } from './restore-text.ts';
import { storedAmount, whole } from './stored-parts.ts';
import { storedView } from './stored-view.ts';
import type { Item } from './table-keys.ts';

export interface Note {
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly atMs: number;
  readonly answer: NoteAnswer;
}

export type NoteAnswer =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unchanged'; readonly view: AccountView }
  | { readonly kind: 'done-before'; readonly seq: number };

/** The record of a `KEY#` item under an idempotency key: the entry it made, or its remembered answer. */
export type KeyRecord =
  | { readonly kind: 'entry'; readonly fingerprint: string; readonly seq: number }
  | { readonly kind: 'note'; readonly note: Note }
  /**
   * An entry that a repair took back, or gave up as lost, or may have: whoever asks again is told so (R32). Without a fingerprint where
   * nobody can say what was asked.
   */
  | { readonly kind: 'given-up'; readonly isLost: boolean; readonly fingerprint?: string; readonly by: number };

/** Never, for a request that was told it succeeded (R9). */
export function forgottenAtMs({ atMs, answer }: Note): number {
  return answer.kind === 'refused' ? atMs + refusalMemoryMs : Number.POSITIVE_INFINITY;
}

export function encodeNote({ idempotencyKey, fingerprint, atMs, answer }: Note): string {
  return JSON.stringify({ k: idempotencyKey, f: fingerprint, a: atMs, n: answer });
}

export function decodeNote(text: string): Note {
  const { k, f, a, n } = parse(storedNote, text, 'a remembered answer');
  return { idempotencyKey: k, fingerprint: f, atMs: a, answer: n };
}

export function decodeKey(item: Item): KeyRecord {
  const key = parse(storedKey, item, 'a key item');
  return 'note' in key ? { kind: 'note', note: decodeNote(key.note) } : { kind: 'entry', ...key };
}

const refusal = z.union([
  z.strictObject({
    reason: z.literal('insufficient-credits'),
    available: storedAmount,
    held: z.exactOptional(storedAmount),
    required: storedAmount,
    restore: storedRestore,
    category: z.exactOptional(z.enum(categories)),
    isCorrection: z.exactOptional(z.literal(true)),
  }),
  z.strictObject({ reason: z.literal('hold-settled'), state: z.enum(holdStates) }),
  z.strictObject({
    reason: z.literal('limit-reached'),
    limitId: z.string(),
    available: storedAmount,
    required: storedAmount,
    renewsAtMs: z.exactOptional(whole),
    restore: z.exactOptional(storedRestore),
  }),
  z.strictObject({
    reason: z.literal('too-many-limit-values'),
    limitId: z.string(),
    renewsAtMs: z.exactOptional(whole),
    restore: storedRestore,
  }),
  z.strictObject({ reason: z.literal('usage-in-future'), latestMs: whole }),
  z.strictObject({ reason: z.literal('usage-too-old'), earliestMs: whole }),
  z.strictObject({ reason: z.literal('plan-change-not-now'), renewsAtMs: whole }),
  z.strictObject({ reason: z.literal('pack-unknown'), packId: z.string() }),
  z.strictObject({ reason: z.literal('entry-reversed'), reversedBy: whole }),
  z.strictObject({ reason: z.literal('reversal-too-large'), reversible: storedAmount, required: storedAmount }),
  z.strictObject({ reason: z.literal('usage-not-charged'), sku: z.string(), left: z.string() }),
  z.strictObject({ reason: z.enum(['payment-reused', 'refund-reused']), seq: whole }),
  z.strictObject({ reason: z.literal('promotion-redeemed'), redeemedBy: whole }),
  z.strictObject({ reason: z.literal('grant-voided'), voidedBy: whole }),
  z.strictObject({ reason: z.literal('entry-withdrawn'), withdrawnBy: whole }),
  z.strictObject({ reason: z.literal('entry-lost'), givenUpBy: whole }),
  z.strictObject({ reason: z.literal('refund-too-large'), refundable: storedAmount, required: storedAmount }),
  z.strictObject({ reason: z.enum(refusalReasons.filter(isBare)) }),
]);

const storedNote = z.strictObject({
  k: z.string(),
  f: z.string(),
  a: whole,
  n: z.union([
    z.strictObject({ kind: z.literal('refused'), refusal }),
    z.strictObject({ kind: z.literal('unchanged'), view: storedView }),
    z.strictObject({ kind: z.literal('done-before'), seq: whole }),
  ]),
});

const storedKey = z.union([z.object({ seq: whole, fingerprint: z.string() }), z.object({ note: z.string() })]);
