/**
 * A record in the tail: one change as it was asked for, with all that its entry follows from besides the account itself. Short,
 * since how many go into a kilobyte decides what each costs: a plain debit under a UUIDv7 has about 65 bytes. What a record means
 * never changes: another meaning is another kind of record.
 */
import * as z from 'zod/mini';
import { keyTimeMs } from './ordered-key.ts';
import { parse } from './parse.ts';
import { ItemCorrupt } from './table.ts';

/** The members that every record has. */
export interface RecordHead {
  readonly kind: string;
  readonly atMs: number;
  readonly caller: string;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
}

const separator = '|';
const heads = 4;

/** `body` is the kind's own. */
export function encodeRecord(head: RecordHead, body: readonly unknown[]): string {
  const { kind, atMs, caller, idempotencyKey, fingerprint } = head;
  const sinceKeyMs = atMs - (keyTimeMs(idempotencyKey) ?? 0);
  const texts = [`${kind}${sinceKeyMs}`, shortCaller(caller), shortKey(idempotencyKey), fingerprint].map(escapeSigns);
  return `${texts.join(separator)}${separator}${JSON.stringify(body).slice(1, -1)}`;
}

export function decodeRecord(text: string): { readonly head: RecordHead; readonly body: readonly unknown[] } {
  const texts = text.split(separator);
  const [kindAndTime = '', caller, key, fingerprint] = texts.slice(0, heads).map(unescapeSigns);
  const sinceKeyMs = Number(kindAndTime.slice(1) || Number.NaN);
  if (caller === undefined || key === undefined || fingerprint === undefined || !Number.isInteger(sinceKeyMs))
    throw new ItemCorrupt('a record of the tail lacks its head');
  const idempotencyKey = longKey(key);
  const atMs = sinceKeyMs + (keyTimeMs(idempotencyKey) ?? 0);
  const body = parse(z.array(z.unknown()), `[${texts.slice(heads).join(separator)}]`, 'a record of the tail');
  return {
    head: { kind: kindAndTime.slice(0, 1), atMs, caller: longCaller(caller), idempotencyKey, fingerprint },
    body,
  };
}

function escapeSigns(text: string): string {
  return text.replaceAll('%', '%25').replaceAll(separator, '%7C');
}

function unescapeSigns(text: string): string {
  return text.replaceAll('%7C', separator).replaceAll('%25', '%');
}

const principal = /^arn:aws:(iam|sts)::(\d{12}):(user|assumed-role|role)\/(.*)$/;
const services = ['iam', 'sts'];
const principals = ['user', 'assumed-role', 'role'];
const accountDigits = 8;

/** An AWS principal without what all have in common, any other caller as it is; the first character says which. */
function shortCaller(caller: string): string {
  const [, service = '', account = '', kind = '', name = ''] = principal.exec(caller) ?? [];
  if (service === '') return `=${caller}`;
  const index = principals.length * services.indexOf(service) + principals.indexOf(kind);
  return `${index}${Number(account).toString(36).padStart(accountDigits, '0')}${name}`;
}

function longCaller(short: string): string {
  if (short.startsWith('=')) return short.slice(1);
  const index = Number(short[0]);
  const service = services[Math.floor(index / principals.length)];
  const account = Number.parseInt(short.slice(1, 1 + accountDigits), 36);
  const name = short.slice(1 + accountDigits);
  return `arn:aws:${service}::${String(account).padStart(12, '0')}:${principals[index % principals.length]}/${name}`;
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
