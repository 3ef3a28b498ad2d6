import { type CreditsClient, createCreditsClient } from '../../../shared/client/credits-client.ts';

export interface SwitchableClient {
  readonly client: CreditsClient;
  /** From now on nothing answers; with `after`, requests arrive and their answers are lost. */
  away(how?: 'before' | 'after'): void;
  back(): void;
}

/** A client of a service that can be away. It tries once, so that tests needn't wait. */
export function switchableClient(url: string): SwitchableClient {
  let away: 'before' | 'after' | undefined;
  const client = createCreditsClient({
    url,
    credentials: async () => undefined,
    bounds: { triesMax: 1 },
    fetch: async (...request) => {
      if (away === 'before') throw new TypeError('fetch failed');
      const answer = await fetch(...request);
      if (away === 'after') throw new TypeError('fetch failed');
      return answer;
    },
  });
  return {
    client,
    away: (how = 'before') => {
      away = how;
    },
    back: () => {
      away = undefined;
    },
  };
}
