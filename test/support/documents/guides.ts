/** The guides beside the client, as their tests and the run of the quickstarts read them. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/client/guides/', import.meta.url));

export interface Guide {
  /** Its file's name without the ending. */
  readonly name: string;
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

export const guides: readonly Guide[] = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .toSorted()
  .map((file) => ({
    name: file.slice(0, -'.md'.length),
    path: `shared/client/guides/${file}`,
    text: readFileSync(folder + file, 'utf8'),
  }));
