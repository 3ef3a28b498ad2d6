import { once } from 'node:events';
import { createServer } from 'node:http';

/** Stands between a client and the service, passes reads on, and may alter what they answer. */
export interface AlteringProxy {
  readonly url: string;
  /** From now on, answers of paths that end so are passed on as `alter` leaves them. */
  alter(pathEnd: string, alter: Alteration): void;
  stop(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: answers as the API gives them, altered in place.
export type Alteration = (answer: any) => void;

export async function startAlteringProxy(target: string): Promise<AlteringProxy> {
  let altered: { readonly pathEnd: string; readonly alter: Alteration } | undefined;
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const answer = await fetch(target + path);
    const json = await answer.json();
    if (altered !== undefined && path.split('?')[0]?.endsWith(altered.pathEnd)) altered.alter(json);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    alter: (pathEnd, alter) => {
      altered = { pathEnd, alter };
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
