/**
 * `npm run package`: builds `credits-ledger`, packs it, and says how large it is. It names the repository that the checkout was fetched
 * from, or the address that follows `--repository`.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildPackage, packageFolder } from './build-package.ts';
import { entryNames, root } from './entries.ts';
import { originOf, repositoryAt } from './repository.ts';

const { repository: address } = parseArgs({ options: { repository: { type: 'string' } } }).values;
const repository = repositoryAt(address ?? originOf(root), 'shared/client');
if (address !== undefined && repository === undefined)
  throw new Error(`--repository ${address}: it must be an https or ssh address`);
await buildPackage(packageFolder, repository);
console.log(`repository: ${repository?.url ?? 'none; --repository <address> names one, as publishing wants'}`);
const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--json', '--pack-destination', `${root}dist`], {
    cwd: packageFolder,
    encoding: 'utf8',
  }),
);
console.log(`dist/${packed.filename}: ${kilobytes(packed.size)} packed, ${kilobytes(packed.unpackedSize)} unpacked`);
for (const name of entryNames()) {
  const bundled = await build({
    entryPoints: [`${packageFolder}dist/${name}.js`],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    packages: 'external',
  });
  const [output] = bundled.outputFiles;
  console.log(`  ${name.padEnd(12)} ${kilobytes(gzipSync(output?.contents ?? '').length)} gzip`);
}
console.log(`  ${'cli'.padEnd(12)} ${kilobytes(gzipSync(readFileSync(`${packageFolder}dist/cli.js`)).length)} gzip`);

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}
