/** A folder that holds the second copy of ledgers, an object a file, as a bucket would. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CopyUnavailable, type LedgerCopy } from '../../shared/ports/ledger-copy.ts';

export interface FolderCopy extends LedgerCopy {
  /** The names that begin so, in order. */
  list(prefix: string): AsyncIterable<string>;
  get(name: string): Promise<Uint8Array>;
}

const unfinished = '.part';
let writes = 0;

export function createFolderCopy(folder: string): FolderCopy {
  return {
    keep: async (name, content) => {
      const path = join(folder, name);
      writes += 1;
      const part = `${path}.${process.pid}-${writes}${unfinished}`;
      try {
        await mkdir(dirname(path), { recursive: true });
        // Under its name only once it is whole.
        await writeFile(part, content);
        await rename(part, path);
      } catch (cause) {
        await rm(part, { force: true }).catch(() => {});
        throw new CopyUnavailable(`${path} could not be written`, { cause });
      }
    },
    get: async (name) => new Uint8Array(await readFile(join(folder, name))),
    async *list(prefix) {
      yield* namesIn(folder, '', prefix);
    },
  };
}

/** In the order of whole names, as a bucket lists them. */
async function* namesIn(folder: string, under: string, prefix: string): AsyncGenerator<string> {
  const found = await readdir(join(folder, under), { withFileTypes: true }).catch(() => []);
  const entries = found.map((entry) => ({ name: `${under}${entry.name}${entry.isDirectory() ? '/' : ''}`, entry }));
  for (const { name, entry } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!name.startsWith(prefix) && !prefix.startsWith(name)) continue;
    if (entry.isDirectory()) yield* namesIn(folder, name, prefix);
    else if (name.startsWith(prefix) && !name.endsWith(unfinished)) yield name;
  }
}
