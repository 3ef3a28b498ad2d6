import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/**
 * Tells whether two requests under one key ask the same (R8): a hash of the operation and the canonical content, so
 * that member order, white space and 1.0 for 1 make no difference, and anything else does. 128 bits, base64url.
 */
export function fingerprint(operation: string, content: unknown): string {
  return hash('sha256', canonicalJson({ operation, content }), 'buffer').subarray(0, 16).toString('base64url');
}
