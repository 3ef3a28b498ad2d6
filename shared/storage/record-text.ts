/**
 * A record in the tail: one change as it was asked for, with all that its entry follows from besides the account itself. Short,
 * since how many go into a kilobyte decides what each costs: a plain debit under a UUIDv7 has about 65 bytes. What a record means
 * never changes: another meaning is another kind of record.
 */
import * as z from 'zod/mini';
import { keyTimeMs } from './ordered-key.ts';
import { parsed } from './parsed.ts';

/** What every record says. */
export interface RecordHead {
  readonly kind: string;
  readonly atMs: number;
  readonly caller: string;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
}

const stored = z.tuple([z.string(), z.int(), z.string(), z.string(), z.string()], z.unknown());

/** `body` is the kind's own. */
export function encodeRecord(
  { kind, atMs, caller, idempotencyKey, fingerprint }: RecordHead,
  body: readonly unknown[],
): string {
  return JSON.stringify([
    kind,
    atMs - (keyTimeMs(idempotencyKey) ?? 0),
    caller,
    shortKey(idempotencyKey),
    fingerprint,
    ...body,
  ]);
}

export function decodeRecord(text: string): { readonly head: RecordHead; readonly body: readonly unknown[] } {
  const [kind, time, caller, key, fingerprint, ...body] = parsed(stored, text, 'a record of the tail');
  const idempotencyKey = longKey(key);
  const atMs = time + (keyTimeMs(idempotencyKey) ?? 0);
  return { head: { kind, atMs, caller, idempotencyKey, fingerprint }, body };
}

const canonicalUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUID in 22 digits instead of 36, any other key as it is; the first character says which. */
function shortKey(key: string): string {
  if (!canonicalUuid.test(key)) return `=${key}`;
  return `~${Buffer.from(key.replaceAll('-', ''), 'hex').toString('base64url')}`;
}

function longKey(short: string): string {
  if (!short.startsWith('~')) return short.slice(1);
  const hex = Buffer.from(short.slice(1), 'base64url').toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
