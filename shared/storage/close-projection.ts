import { encodeProjection, type StoredProjection } from './projection-item.ts';
import type { Table } from './table.ts';

/**
 * Has whatever a projection keeps beside its days filed next, by whoever goes on from it, however little that is. Undefined when somebody
 * else has moved it.
 */
export async function closeProjection(table: Table, from: StoredProjection): Promise<StoredProjection | undefined> {
  if (from.isFull) return from;
  const version = from.version + 1;
  const item = { ...encodeProjection(from.projection, version), full: true };
  const { kind } = await table.put(item, { kind: 'version', version: from.version });
  return kind === 'stored' ? { projection: from.projection, version, isFull: true } : undefined;
}
