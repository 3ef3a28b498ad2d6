import { hash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';

/**
 * A page's place in a list, bound by a checksum to what it was made for: the account, the filters. It grants nothing (every
 * request is authorized anew), so the checksum guards against mix-ups and edits, not against forgery.
 */
export function encodeCursor(place: string, scope: object): string {
  return `${place}~${checksum(place, scope)}`;
}

/** The place to go on from; undefined for a cursor that is edited, or was made for something else. */
export function decodeCursor(cursor: string, scope: object): string | undefined {
  const place = cursor.slice(0, Math.max(0, cursor.lastIndexOf('~')));
  return cursor === encodeCursor(place, scope) ? place : undefined;
}

function checksum(place: string, scope: object): string {
  return hash('sha256', canonicalJson({ place, scope }), 'base64url').slice(0, 11);
}
