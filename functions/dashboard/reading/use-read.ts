import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { Answer, CreditsClient } from '../../../shared/client/credits-client.ts';
import { useClient } from './client-context.ts';
import { readAnswer } from './read-answer.ts';
import { readAgain, readQuery } from './read-query.ts';
import type { ReadState } from './read-state.ts';

export interface ReadOptions<Value> {
  /** Names what is read, all parameters included: another key is another thing. */
  readonly key: string;
  readonly read: (client: CreditsClient) => Promise<Answer<Value>>;
  /** How long until the next read, by what was read where that makes a difference. */
  readonly everyMs: number | ((value: Value) => number);
  /** Read at once when this changes: the account's newest entry, mostly. */
  readonly since?: string | number | undefined;
}

export interface Read<Value> extends Omit<ReadState<Value>, 'failures'> {
  /** The value is of the key before: shown until the one asked for arrives, so that nothing flickers. */
  readonly isOfBefore: boolean;
  readonly refresh: () => void;
}

/** Reads something for as long as the component is there, and keeps it fresh. */
export function useRead<Value>({ key, read, everyMs, since }: ReadOptions<Value>): Read<Value> {
  const client = useClient();
  const queries = useQueryClient();
  const { data, isPlaceholderData } = useQuery({
    ...readQuery({ key, read: () => readAnswer(read(client)), everyMs }),
    placeholderData: keepPreviousData,
  });
  const refresh = useCallback(() => void readAgain(queries, key), [queries, key]);
  const last = useRef({ key, since });
  useEffect(() => {
    // The first read of a thing is under way by itself.
    if (last.current.key === key && last.current.since !== since && since !== undefined) refresh();
    last.current = { key, since };
  }, [key, since, refresh]);
  const { value, failure, readAtMs } = data ?? nothing;
  if (isPlaceholderData)
    return { value, failure: undefined, readAtMs: undefined, isOfBefore: value !== undefined, refresh };
  return { value, failure, readAtMs, isOfBefore: false, refresh };
}

const nothing: ReadState<never> = { value: undefined, failure: undefined, readAtMs: undefined, failures: 0 };
