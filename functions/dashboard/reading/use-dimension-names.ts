import { minuteMs } from '../../../shared/domain/time.ts';
import type { Account } from './shapes.ts';
import { pauseInUse } from './touches.ts';
import { useRead } from './use-read.ts';

const everyMs = pauseInUse(minuteMs, 10 * minuteMs);

/** The dimensions that the newest entries name. */
export function useDimensionNames({ accountId }: Account): readonly string[] {
  const { value } = useRead({
    key: `dimensions ${accountId}`,
    read: (client) => client.readLedger({ accountId, query: { order: 'desc' } }),
    everyMs,
  });
  const names = (value?.entries ?? []).flatMap(({ dimensions = {} }) => Object.keys(dimensions));
  return [...new Set(names)].toSorted();
}
