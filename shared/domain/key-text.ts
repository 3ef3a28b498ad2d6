/**
 * The text of an API key: `credits_key_`, its id of 16 characters, `_`, a secret of 32 and a check sum of 6, all of them letters
 * and digits. The beginning and the check sum let scanners for secrets tell a key from anything else; the id is no secret.
 */
import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export const keyPrefix = 'credits_key_';
const idLength = 16;
/** 190 bits: nothing that anybody tries out. So a fast hash keeps it. */
const secretLength = 32;
const checkLength = 6;
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Random bytes that an id, and a secret, are made of: a byte in 32 is passed over, so that every character is as likely. */
export type RandomBytes = (count: number) => Uint8Array;

/** A key as its holder sends it. */
export interface KeyText {
  readonly keyId: string;
  readonly text: string;
}

export function newKeyId(random: RandomBytes): string {
  return characters(idLength, random);
}

/** Makes the text of a key with a new secret. */
export function newKeyText(keyId: string, random: RandomBytes): string {
  const unchecked = `${keyPrefix}${keyId}_${characters(secretLength, random)}`;
  return unchecked + checkOf(unchecked);
}

/** Reads what somebody sent; undefined where it can't be a key. */
export function readKeyText(text: string): KeyText | undefined {
  const [, unchecked = '', keyId = '', check] = keyPattern.exec(text) ?? [];
  return check === checkOf(unchecked) ? { keyId, text } : undefined;
}

/** The form in which a key is kept: SHA-256 of its text, 64 hex digits. */
export function keyHash(text: string): string {
  return hash('sha256', text);
}

const keyPattern = new RegExp(
  `^(${keyPrefix}([0-9A-Za-z]{${idLength}})_[0-9A-Za-z]{${secretLength}})([0-9A-Za-z]{${checkLength}})$`,
);

function checkOf(text: string): string {
  let rest = crc32(text);
  let digits = '';
  while (digits.length < checkLength) {
    digits = alphabet.charAt(rest % alphabet.length) + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}

function characters(length: number, random: RandomBytes): string {
  // The largest multiple of 62 that a byte holds: above it some characters would be likelier.
  const bound = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length)
    for (const byte of random(length))
      if (byte < bound && text.length < length) text += alphabet.charAt(byte % alphabet.length);
  return text;
}
