import { v7 } from 'uuid';

/** A key for one change: a UUID of version 7, so that keys made later sort later, and an account's keys lie together. */
export function newRequestKey(): string {
  return v7();
}

const keyLengthMax = 200;

/**
 * A key for one step of work that has a name of its own, as an SQS message has an id: the same again for the same work. A
 * name that a key can't have, or that is too long, stands in it by its SHA-256.
 */
export async function keyOfWork(step: string, name: string): Promise<string> {
  const isTaken = name.length <= keyLengthMax && /^[\x20-\x7e]+$/.test(name);
  return `${step} ${isTaken ? name : await sha256(name)}`;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
