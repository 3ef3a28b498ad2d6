import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Answer, CreditsClient } from '../../../shared/client/credits-client.ts';
import { useClient } from './client-context.ts';
import { pageSurroundings } from './page-surroundings.ts';
import { createPoll, type Snapshot } from './poll.ts';
import { readAnswer } from './read-answer.ts';

export interface ReadOptions<Value> {
  /** Names what is read, all parameters included: another key is another thing. */
  readonly key: string;
  readonly read: (client: CreditsClient) => Promise<Answer<Value>>;
  /** How long until the next read, by what was read where that makes a difference. */
  readonly everyMs: number | ((value: Value) => number);
  /** Read at once when this changes: the account's newest entry, mostly. */
  readonly since?: string | number | undefined;
}

export interface Read<Value> extends Snapshot<Value> {
  /** The value is of the key before: shown until the one asked for arrives, so that nothing flickers. */
  readonly isOfBefore: boolean;
  readonly refresh: () => void;
}

/** Reads something for as long as the component is there, and keeps it fresh. */
export function useRead<Value>({ key, read, everyMs, since }: ReadOptions<Value>): Read<Value> {
  const client = useClient();
  const reading = useRef({ read, everyMs });
  reading.current = { read, everyMs };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key alone says what is read; the function is another one at every drawing.
  const poll = useMemo(
    () =>
      createPoll<Value>({
        read: () => readAnswer(reading.current.read(client)),
        pauseMs: (value) => pauseOf(reading.current.everyMs, value),
        surroundings: pageSurroundings,
      }),
    [client, key],
  );
  const snapshot = useSyncExternalStore(poll.subscribe, poll.snapshot);
  const [last, setLast] = useState<Value | undefined>(undefined);
  useEffect(() => {
    if (snapshot.value !== undefined) setLast(snapshot.value);
  }, [snapshot.value]);
  const isFirst = useRef(true);
  useEffect(() => {
    // The first read is under way by itself.
    if (isFirst.current) isFirst.current = false;
    else if (since !== undefined) poll.refresh();
  }, [since, poll]);
  const isOfBefore = snapshot.value === undefined && last !== undefined && snapshot.failure === undefined;
  return { ...snapshot, value: isOfBefore ? last : snapshot.value, isOfBefore, refresh: poll.refresh };
}

function pauseOf<Value>(everyMs: number | ((value: Value) => number), value: Value): number {
  return typeof everyMs === 'number' ? everyMs : everyMs(value);
}
