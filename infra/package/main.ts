/** `npm run package`: builds `credits-ledger`, packs it, and says how large it is. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildPackage, packageFolder } from './build-package.ts';
import { entryNames, root } from './entries.ts';

await buildPackage();
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
