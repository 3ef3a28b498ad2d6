/**
 * `npm run package`: builds `credits-ledger`, packs it, and says how large it is. It names the repository that the checkout was fetched
 * from, or the address that follows `--repository`.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildPackage, packageFolder } from './build-package.ts';
import { entryNames } from './entries.ts';
import { kilobytes, pack } from './pack.ts';
import { namedRepository } from './repository.ts';

await buildPackage(packageFolder, namedRepository('shared/client'));
console.log(pack(packageFolder));
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
