/** `npm run docs`: builds the site of guides and reference into `dist/docs`, or the folder that is named. */
import { fileURLToPath } from 'node:url';
import { buildDocs } from './build-docs.ts';

buildDocs(process.argv[2] ?? fileURLToPath(new URL('../../dist/docs', import.meta.url)));
