/** The guides and the reference beside the local API, under `/docs/`, as they are deployed beside the dashboard. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LocalSite, localSite } from './local-site.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'dist/docs');

export function localDocs(): LocalSite {
  return localSite({
    path: '/docs',
    folder,
    title: 'The guides',
    sources: [
      'infra/docs/**/*.{ts,js,css}',
      '{infra,infra/local,infra/library,shared/contract,shared/client,shared/client/python}/*.md',
      'shared/client/guides/*.md',
      'CHANGELOG.md',
      'shared/contract/{openapi,events}/*.json',
    ],
    built: join(folder, 'llms.txt'),
    command: [join(root, 'infra/docs/main.ts'), folder],
  });
}
