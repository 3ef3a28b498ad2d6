/** A report that entries tell, read page by page, with its progress. */
import { useRef, useState } from 'react';
import { useAccount } from './account-context.ts';
import { type ExploredQuery, type Progress, readExplored } from './read-explored.ts';
import type { UsageReport } from './shapes.ts';
import { type Read, useRead } from './use-read.ts';

export interface ExploredRead {
  readonly read: Read<UsageReport>;
  /** How far adding up is; undefined where it is done, or one request tells all. */
  readonly progress: Progress | undefined;
  /** Entries since the report, where it isn't read again by itself. */
  readonly entriesSince: number;
}

/** Entries of one request: so few are added up again with every change. What took more is added up again when asked. */
const onePageMax = 10_000;
const longPauseMs = 3_600_000;

export function useExplored(query: ExploredQuery, { everyMs }: { readonly everyMs: () => number }): ExploredRead {
  const { accountId, seq } = useAccount();
  const key = `explored ${accountId} ${JSON.stringify(query)}`;
  const wanted = useRef(key);
  wanted.current = key;
  const [progress, setProgress] = useState<Progress & { readonly key: string }>();
  const [isLong, setIsLong] = useState(false);
  const read = useRead<UsageReport>({
    key,
    read: async (client) => {
      const onPage = (page: Progress): boolean => {
        setProgress({ ...page, key });
        return wanted.current === key;
      };
      const answer = await readExplored(client, { accountId, query, onPage });
      setProgress(undefined);
      setIsLong(answer.kind !== 'refused' && (answer.value.explored?.entries.inAll ?? 0) > onePageMax);
      return answer;
    },
    everyMs: () => (isLong ? longPauseMs : everyMs()),
    since: isLong ? undefined : seq,
  });
  const isBehind = isLong && read.value !== undefined && !read.isOfBefore;
  return {
    read,
    progress: progress?.key === key ? progress : undefined,
    entriesSince: isBehind ? Math.max(0, seq - (read.value?.through.seq ?? seq)) : 0,
  };
}
