/**
 * How pages read, as options of TanStack Query: one request at a time for each thing, never while the page is hidden, at once when
 * it is seen again. An answer that says the same again changes nothing, so that nothing is drawn again.
 */
import { QueryClient, type QueryFunctionContext } from '@tanstack/react-query';
import type { ReadAnswer } from './read-answer.ts';
import { afterAnswer, pauseAfter, type ReadState } from './read-state.ts';

export interface ReadQuery<Value> {
  readonly key: string;
  readonly read: () => Promise<ReadAnswer<Value>>;
  readonly everyMs: number | ((value: Value) => number);
}

/** Kept for so long after nobody looks: a page that is gone back to shows it at once, and reads it anew. */
const keptMs = 5 * 60_000;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        gcTime: keptMs,
        staleTime: 0,
        // The page says itself that the service can’t be reached.
        networkMode: 'always',
        retry: false,
        refetchOnReconnect: false,
        refetchOnMount: 'always',
        refetchOnWindowFocus: 'always',
        refetchIntervalInBackground: false,
      },
    },
  });
}

/** A failure is a state like any other: Query would forget one of a thing that was never read, each time it tries again. */
export function readQuery<Value>({ key, read, everyMs }: ReadQuery<Value>) {
  return {
    queryKey: [key] as const,
    queryFn: async ({ client, queryKey }: QueryFunctionContext<readonly [string]>): Promise<ReadState<Value>> => {
      const answer = await read();
      const before = client.getQueryState<ReadState<Value>>(queryKey);
      return afterAnswer(before?.data, answer, before?.dataUpdatedAt);
    },
    refetchInterval: ({ state }: { readonly state: { readonly data: ReadState<Value> | undefined } }): number | false =>
      pauseAfter(state.data, everyMs),
  };
}

/** Reads now, or once more when a read is under way: that one may have been asked before what is new. */
export async function readAgain(client: QueryClient, key: string): Promise<void> {
  const query = client.getQueryCache().find({ queryKey: [key], exact: true });
  if (query === undefined || !query.isActive()) return;
  if (query.state.fetchStatus === 'fetching') await query.promise?.catch(() => {});
  await client.refetchQueries({ queryKey: [key], exact: true, type: 'active' }, { cancelRefetch: false });
}
