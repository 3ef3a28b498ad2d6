/** Builds the package `credits-ledger` into a folder: modules of both kinds, their types, and the command line as one file. */
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { type InputOptions, rolldown } from 'rolldown';
import { present } from '../../shared/domain/present.ts';
import { clientFolder, entryNames, entrySources, root } from './entries.ts';
import type { Repository } from './repository.ts';
import { clientTypes, typesOf, writeTypes } from './write-types.ts';

export const packageFolder = `${root}dist/credits-ledger/`;

const manifest: Manifest = JSON.parse(readFileSync(`${clientFolder}package.json`, 'utf8'));

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** Tells whether the user brings a module. Everything else is in the package: it installs alone. */
function isPeer(id: string): boolean {
  const names = Object.keys(manifest.peerDependencies).map((name) => name.replace(/^@types\//, ''));
  return names.some((name) => id === name || id.startsWith(`${name}/`));
}

/** Without a repository the package names none: npm's provenance then refuses to publish it. */
export async function buildPackage(folder = packageFolder, repository?: Repository): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}dist`, { recursive: true });
  await buildModules(`${folder}dist`);
  writeTypes(folder, clientTypes());
  await buildCommandLine(`${folder}dist/cli.js`);
  await buildMcpServer(`${folder}dist/mcp-server.js`);
  for (const file of ['README.md', 'CHANGELOG.md']) copyFileSync(`${clientFolder}${file}`, `${folder}${file}`);
  copyFileSync(`${root}LICENSE`, `${folder}LICENSE`);
  writeFileSync(
    `${folder}package.json`,
    `${JSON.stringify({ ...manifest, ...present({ repository }), exports: exportsMap() }, null, 2)}\n`,
  );
}

async function buildModules(dir: string): Promise<void> {
  const input = {
    input: { ...entrySources() },
    cwd: root,
    external: isPeer,
    platform: 'neutral' as const,
    resolve: { mainFields: ['module', 'main'], conditionNames: ['import', 'module', 'default'] },
  } satisfies InputOptions;
  const modules = await rolldown(input);
  await modules.write({ dir, format: 'esm', ...names('js') });
  const common = await rolldown(input);
  await common.write({ dir, format: 'cjs', exports: 'named', ...names('cjs') });
}

function names(extension: string): { readonly entryFileNames: string; readonly chunkFileNames: string } {
  return { entryFileNames: `[name].${extension}`, chunkFileNames: `chunks/[name]-[hash].${extension}` };
}

/** The package's `exports`: each entry for `import` and for `require`, with the types of each. */
function exportsMap(): Readonly<Record<string, unknown>> {
  const entries = entryNames().map((name) => [
    name === 'index' ? '.' : `./${name}`,
    {
      import: { types: `./${typesOf(name, 'd.ts')}`, default: `./dist/${name}.js` },
      require: { types: `./${typesOf(name, 'd.cts')}`, default: `./dist/${name}.cjs` },
    },
  ]);
  return { ...Object.fromEntries(entries), './package.json': './package.json' };
}

/** Everything in it, the SDK's credential chain included, so that `npx credits-ledger` needs nothing else. */
async function buildCommandLine(file: string): Promise<void> {
  const program = await rolldown({
    input: `${clientFolder}cli/main.ts`,
    platform: 'node',
    plugins: [mcpApart],
    external: [...builtinModules, /^node:/],
  });
  await program.write({ file, format: 'esm', minify: true, codeSplitting: false });
  chmodSync(file, 0o755);
}

const mcpSource = '../mcp-server/serve.ts';
const mcpFile = './mcp-server.js';

/** Leaves the server for agents to a file of its own, with the protocol's SDK in it: the command line loads it when it is asked for. */
const mcpApart = {
  name: 'mcp-apart',
  resolveId: (id: string) => (id === mcpSource ? { id: mcpFile, external: true } : null),
};

async function buildMcpServer(file: string): Promise<void> {
  const server = await rolldown({
    input: `${clientFolder}mcp-server/serve.ts`,
    platform: 'node',
    external: [...builtinModules, /^node:/],
  });
  await server.write({ file, format: 'esm', minify: true, codeSplitting: false });
}
