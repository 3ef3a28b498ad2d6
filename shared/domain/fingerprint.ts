import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/**
 * Tells whether two requests under one key ask the same (R8): a hash of the operation and the canonical content, so
 * that member order, white space and 1.0 for 1 make no difference, and anything else does. 48 bits, base64url: it tells two requests under one key apart, never two of all that there are.
 */
export function fingerprint(operation: string, content: unknown): string {
  return hash('sha256', canonicalJson({ operation, content }), 'buffer').subarray(0, 6).toString('base64url');
}

/** Tells whether two fingerprints are of the same request. Those of before were longer, and began alike. */
export function isSameFingerprint(a: string, b: string): boolean {
  return a === b || (isLong(a) && a.startsWith(b) && isShort(b)) || (isLong(b) && b.startsWith(a) && isShort(a));
}

function isShort({ length }: string): boolean {
  return length === 8;
}

function isLong({ length }: string): boolean {
  return length === 22;
}
