/**
 * Writes `before-appends.mjs`: the operations and the storage of the commit before appends, as one minified file, to be run beside
 * today's. It is kept as it was built: what that code did is a fact. Built anew, it must come out alike, from the history of this repository.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The last commit whose accounts are replaced by every change, on condition of their version. */
const commit = 'ed955aaece6d32a40569d7da9e6ea9a7ae8ca14f';
const operations = [
  'authorizeHold',
  'captureHold',
  'debitCredits',
  'openAccount',
  'purchasePack',
  'releaseHold',
  'reverseDebit',
];

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'credits-before-'));
try {
  const archive = execFileSync('git', ['archive', commit, 'shared', 'tsconfig.json'], {
    cwd: root,
    maxBuffer: 2 ** 28,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const named = operations.map((name) => {
    const file = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return `export { ${name} } from './shared/operations/${file}.ts';`;
  });
  writeFileSync(
    join(folder, 'entry.ts'),
    [...named, "export { createStore } from './shared/storage/store.ts';"].join('\n'),
  );
  const outfile = fileURLToPath(new URL('before-appends.mjs', import.meta.url));
  await build({
    entryPoints: [join(folder, 'entry.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    legalComments: 'none',
    banner: { js: `// Written by bundle-old.ts from commit ${commit}. What it says of itself is of then.` },
  });
  console.log(`${readFileSync(outfile).byteLength} bytes`);
} finally {
  rmSync(folder, { recursive: true });
}
