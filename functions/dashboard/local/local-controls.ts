/** The addresses that only the service on this machine has: its clock, and traffic on request. */
export interface LocalControls {
  /** Asks for the time once, by whose answer the page goes from then on. Throws where it doesn't answer. */
  readonly readClock: () => Promise<void>;
  /** Moves the service's clock ahead. Throws where it doesn't answer. */
  readonly moveAhead: (ms: number) => Promise<void>;
  /** Has some debits charged; says how many were, and how many were refused. */
  readonly makeTraffic: () => Promise<Traffic>;
}

export interface Traffic {
  readonly charged: number;
  readonly refused: number;
}

/** Reads the service's clock from its answers by `send`, so that the page goes by it at once. */
export function createLocalControls(url: string, send: typeof fetch): LocalControls {
  const base = `${url.replace(/\/$/, '')}/local/`;
  const post = async (path: string, body: object): Promise<unknown> => {
    const answer = await send(base + path, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`/local/${path} was answered ${answer.status}`);
    return answer.json();
  };
  return {
    readClock: async () => void (await send(`${base}clock`)),
    moveAhead: async (ms) => void (await post('clock', { advanceSeconds: ms / 1_000 })),
    makeTraffic: async () => (await post('traffic', {})) as Traffic,
  };
}
