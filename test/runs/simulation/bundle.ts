/**
 * Bundles the simulator with the product's source: once as it is, or with defects planted in it, and in both with a second
 * copy of `shared/storage` that stands for the next version of the code.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { nextVersion } from './next-version.ts';
import type { Patch } from './planted.ts';
import { remembering } from './remembering.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const storage = join(root, 'shared/storage');
/** Errors are told apart by their class: both versions throw the same. */
const sharedByVersions = [join(storage, 'table.ts'), join(storage, 'table-keys.ts')];

export async function bundleSimulator(outfile: string, planted: readonly Patch[] = []): Promise<void> {
  for (const { file, search } of planted) {
    const found = (await readFile(join(root, file), 'utf8')).split(search).length - 1;
    if (found !== 1) throw new Error(`${file} holds ${found} times, not once: ${search}`);
  }
  await build({
    entryPoints: [join(root, 'test/runs/simulation/simulator.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'error',
    preserveSymlinks: true,
    plugins: [versions(planted)],
  });
}

function versions(planted: readonly Patch[]): Plugin {
  return {
    name: 'versions',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /store\.ts$/ }, ({ importer, resolveDir, path }) =>
        importer.endsWith('next-store.ts') ? { path: resolve(resolveDir, path), namespace: 'next' } : undefined,
      );
      onResolve({ filter: /^\./, namespace: 'next' }, ({ importer, path }) => {
        const target = resolve(dirname(importer), path);
        const isCopied = target.startsWith(storage) && !sharedByVersions.includes(target);
        return { path: target, namespace: isCopied ? 'next' : 'file' };
      });
      onLoad({ filter: /shared\/.*\.ts$/, namespace: 'file' }, ({ path }) => load(path, [...planted, ...remembering]));
      onLoad({ filter: /.*/, namespace: 'next' }, ({ path }) =>
        load(path, [...planted, ...nextVersion, ...remembering]),
      );
    },
  };
}

async function load(
  path: string,
  patches: readonly Patch[],
): Promise<{ readonly contents: string; readonly loader: 'ts'; readonly resolveDir: string }> {
  let contents = await readFile(path, 'utf8');
  for (const { file, search, replacement } of patches)
    if (path === join(root, file)) contents = contents.replace(search, () => replacement);
  return { contents, loader: 'ts', resolveDir: dirname(path) };
}
