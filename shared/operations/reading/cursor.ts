import { hash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';

/**
 * A page's position in a list, bound by a checksum to what it was made for: the account, the filters. It grants nothing (every
 * request is authorized anew), so the checksum guards against mix-ups and edits, not against forgery.
 */
export function encodeCursor(position: string, scope: object): string {
  return `${position}~${checksum(position, scope)}`;
}

/** The position to go on from; undefined for a cursor that is edited, or was made for something else. */
export function decodeCursor(cursor: string, scope: object): string | undefined {
  const position = cursor.slice(0, Math.max(0, cursor.lastIndexOf('~')));
  return cursor === encodeCursor(position, scope) ? position : undefined;
}

function checksum(position: string, scope: object): string {
  return hash('sha256', canonicalJson({ place: position, scope }), 'base64url').slice(0, 11);
}
