/**
 * A record of the tail as it is stored: how many fit in a write unit decides what each costs. A key that is a UUID or a ULID
 * takes 16 bytes and a fingerprint six; the rest is packed by a dictionary of what records have in common, so that a debit of two usage
 * lines takes half of its text. Records from before are texts, and are read for ever.
 */
import * as z from 'zod/mini';
import { textPacking } from './packed-text.ts';
import { ItemCorrupt } from './table.ts';

/** The form that a record has in the item. */
export const storedRecord = z.union([z.string(), z.instanceof(Uint8Array)]);
export type StoredRecord = string | Uint8Array;

/** Frozen, see `textPacking`. The commonest last: what is nearer to the text is named in fewer bits. */
const dictionary = Buffer.from(
  [
    '[[["p","burst-1000",["p","add-on-",[["l",[["all",]]],["r",179]],[]],1000000,"complete","pause",',
    '"infrastructure.compute.vcpu-hour","platform.log-storage.gb-hour","automation.step","automation.run",',
    '"environment":"production","customer":"","project":"","feature":"","session":"","model":"","team":"","run":"",',
    '-image","-second","-character","-request","-search","-audio-input-token","-audio-output-token","-reasoning-token",',
    '"-cache-write-1h-token","-cache-write-token","-cached-input-token","-cache-read-token",',
    '"ai.deepseek-chat"ai.mistral-large"ai.llama-3.3-70b"ai.nova-pro"ai.grok-4"ai.gemini-2.5-flash"ai.gemini-2.5-pro',
    '"ai.gpt-4.1-mini"ai.o4-mini"ai.gpt-5-nano"ai.gpt-5-mini"ai.gpt-5"ai.claude-haiku-4-5"ai.claude-opus-4-1',
    '"ai.claude-sonnet-4-5"ai.gpt-4o-mini"',
    '],"plan-0",000,0,{"u":,"s":,"l":[[""],"c":"2026-"d":{"user":"","workflow":""},"o":179}"r":"2026-1',
    ',"automation",{,"infrastructure",{,"platform",{0000,"ai",{"l":[["ai.gpt-4o.input-token","00],[',
    '"ai.gpt-4o.output-token","00]],"r":"2026-1-01"}|',
  ].join(''),
);
const { packed, unpacked } = textPacking(dictionary, 12);

/** The first byte says which parts stand before what is packed. */
const parts = { uuid: 1, ulid: 2, fingerprint: 4 } as const;
const keyBytes = 16;
const fingerprintBytes = 6;

const separator = '|';
/** Kind and time, caller, key, fingerprint; see `encodeRecord`. */
const head = /^([^|]*\|[^|]*\|)([^|]*)\|([^|]*)\|/;
const shortUuid = /^~[\w-]{22}$/;
const ulid = /^=[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const shortFingerprint = /^[\w-]{8}$/;

export function packRecord(text: string): Uint8Array {
  const [whole = '', before = '', key = '', fingerprint = ''] = head.exec(text) ?? [];
  const [keyPart, keyIs] = packedKey(key);
  const print = shortFingerprint.test(fingerprint) ? Buffer.from(fingerprint, 'base64url') : undefined;
  const rest = [before, keyPart === undefined ? key : '', separator, print === undefined ? fingerprint : '', separator];
  return Buffer.concat([
    Buffer.of(keyIs | (print === undefined ? 0 : parts.fingerprint)),
    keyPart ?? Buffer.of(),
    print ?? Buffer.of(),
    packed(`${rest.join('')}${text.slice(whole.length)}`),
  ]);
}

export function unpackRecord(stored: StoredRecord): string {
  if (typeof stored === 'string') return stored;
  const bytes = Buffer.from(stored);
  const has = bytes[0] ?? 0;
  const keyEnd = 1 + ((has & (parts.uuid | parts.ulid)) === 0 ? 0 : keyBytes);
  const end = keyEnd + ((has & parts.fingerprint) === 0 ? 0 : fingerprintBytes);
  const text = unpacked(bytes.subarray(end), 'a record of the tail');
  const [whole, before = '', key = '', fingerprint = ''] = head.exec(text) ?? [];
  if (whole === undefined || bytes.length < end) throw new ItemCorrupt('a record of the tail lacks its head');
  const keyText = keyEnd === 1 ? key : unpackedKey(has, bytes.subarray(1, keyEnd));
  const print = end === keyEnd ? fingerprint : bytes.subarray(keyEnd, end).toString('base64url');
  return `${before}${keyText}${separator}${print}${separator}${text.slice(whole.length)}`;
}

function packedKey(key: string): readonly [Buffer | undefined, number] {
  if (ulid.test(key)) return [ulidBytes(key.slice(1)), parts.ulid];
  if (!shortUuid.test(key)) return [undefined, 0];
  const bytes = Buffer.from(key.slice(1), 'base64url');
  // Of 22 digits, only those that an encoder makes come back.
  return `~${bytes.toString('base64url')}` === key ? [bytes, parts.uuid] : [undefined, 0];
}

function unpackedKey(has: number, bytes: Buffer): string {
  return (has & parts.ulid) === 0 ? `~${bytes.toString('base64url')}` : `=${ulidText(bytes)}`;
}

const ulidDigits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ulidLength = 26;

function ulidBytes(text: string): Buffer {
  const value = [...text].reduce((sum, digit) => sum * 32n + BigInt(ulidDigits.indexOf(digit)), 0n);
  return Buffer.from(value.toString(16).padStart(2 * keyBytes, '0'), 'hex');
}

function ulidText(bytes: Buffer): string {
  let value = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (; text.length < ulidLength; value /= 32n) text = `${ulidDigits[Number(value % 32n)]}${text}`;
  return text;
}
