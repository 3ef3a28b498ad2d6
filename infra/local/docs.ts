/** The guides and the reference beside the local API, under `/docs/`, as they are deployed beside the dashboard. */
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtWhenWanted } from './built-when-wanted.ts';
import { pageHeaders } from './dashboard.ts';
import { respond, respondFile } from './site-files.ts';

export const docsPath = '/docs';

export interface LocalDocs {
  readonly serve: (path: string, response: ServerResponse) => Promise<void>;
  /** Ends a build that is under way. */
  readonly stop: () => void;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'dist/docs');
const sources = [
  'infra/docs/**/*.{ts,js,css}',
  '{infra,infra/local,infra/library,shared/contract,shared/client,shared/client/python}/*.md',
  'shared/client/guides/*.md',
  'CHANGELOG.md',
  'shared/contract/{openapi,events}/*.json',
];

export function localDocs(): LocalDocs {
  const { prepared, stop } = builtWhenWanted({
    sources,
    built: join(folder, 'llms.txt'),
    command: [join(root, 'infra/docs/main.ts'), folder],
  });
  const headers = pageHeaders([]);
  return {
    stop,
    serve: async (path, response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      if (path === docsPath) {
        response.writeHead(308, { location: `${docsPath}/` }).end();
        return;
      }
      try {
        await prepared();
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        respond(response, { status: 503, name: 'why.txt', body: `The guides could not be built.\n\n${why}\n` });
        return;
      }
      const name = path.slice(docsPath.length + 1);
      await respondFile(response, { folder, name: name === '' || name.endsWith('/') ? `${name}index.html` : name });
    },
  };
}
