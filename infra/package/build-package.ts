/** Builds the package `credits-ledger` into a folder: modules of both kinds, their types, and the command line as one file. */
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { type InputOptions, rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { clientFolder, entrySources, exportsMap, root } from './entries.ts';

export const packageFolder = `${root}dist/credits-ledger/`;

const manifest: Manifest = JSON.parse(readFileSync(`${clientFolder}package.json`, 'utf8'));

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** What the user brings. Everything else is in the package: it installs alone. */
function isPeer(id: string): boolean {
  const names = Object.keys(manifest.peerDependencies).map((name) => name.replace(/^@types\//, ''));
  return names.some((name) => id === name || id.startsWith(`${name}/`));
}

export async function buildPackage(folder = packageFolder): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}dist`, { recursive: true });
  await buildModules(`${folder}dist`);
  await buildCommandLine(`${folder}dist/cli.js`);
  for (const file of ['README.md', 'CHANGELOG.md']) copyFileSync(`${clientFolder}${file}`, `${folder}${file}`);
  copyFileSync(`${root}LICENSE`, `${folder}LICENSE`);
  writeFileSync(`${folder}package.json`, `${JSON.stringify({ ...manifest, exports: exportsMap() }, null, 2)}\n`);
}

async function buildModules(dir: string): Promise<void> {
  const input = {
    input: { ...entrySources() },
    cwd: root,
    external: isPeer,
    platform: 'neutral' as const,
    resolve: { mainFields: ['module', 'main'], conditionNames: ['import', 'module', 'default'] },
  } satisfies InputOptions;
  const modules = await rolldown({ ...input, plugins: [dts({ tsconfig: `${root}infra/package/tsconfig.json` })] });
  await modules.write({ dir, format: 'esm', ...names('js') });
  const common = await rolldown(input);
  await common.write({ dir, format: 'cjs', exports: 'named', ...names('cjs') });
  for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' })) copyTypesForCommonJs(`${dir}/${file}`);
}

function names(extension: string): { readonly entryFileNames: string; readonly chunkFileNames: string } {
  return { entryFileNames: `[name].${extension}`, chunkFileNames: `chunks/[name]-[hash].${extension}` };
}

/** The same types under the name that `require` looks for, knowing each other by such names. */
function copyTypesForCommonJs(file: string): void {
  if (!file.endsWith('.d.ts')) return;
  const text = readFileSync(file, 'utf8').replaceAll(/(from "\.[^"]*)\.js"/g, '$1.cjs"');
  writeFileSync(file.replace(/\.d\.ts$/, '.d.cts'), text);
}

/** Everything in it, the SDK's credential chain included, so that `npx credits-ledger` needs nothing else. */
async function buildCommandLine(file: string): Promise<void> {
  const program = await rolldown({
    input: `${clientFolder}cli/main.ts`,
    platform: 'node',
    external: [...builtinModules, /^node:/],
  });
  await program.write({ file, format: 'esm', minify: true, codeSplitting: false });
  chmodSync(file, 0o755);
}
