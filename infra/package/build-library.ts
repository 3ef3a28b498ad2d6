/**
 * Builds the package `credits-ledger-cdk` into a folder: its constructs as a module of either kind, their types, and what they deploy,
 * the functions' bundles and the dashboard's page. Whoever installs it needs no bundler, and nothing of this repository.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { type InputOptions, rolldown } from 'rolldown';
import { present } from '../../shared/domain/present.ts';
import { buildPage } from '../build-page.ts';
import { bundleFunctions } from '../bundle-functions.ts';
import { root } from './entries.ts';
import type { Repository } from './repository.ts';
import { writeTypes } from './write-types.ts';

export const libraryFolder = `${root}dist/credits-ledger-cdk/`;
const sources = `${root}infra/library/`;
const types = 'dist/types/infra/library/index';

/** Without a repository the package names none: npm's provenance then refuses to publish it. */
export async function buildLibrary(folder = libraryFolder, repository?: Repository): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await buildModules(`${folder}dist`);
  writeTypes(folder, { project: `${sources}tsconfig.json`, entries: ['infra/library/index'] });
  await bundleFunctions(`${folder}assets/functions`);
  buildPage(`${folder}assets/page`);
  for (const file of ['README.md', 'CHANGELOG.md']) copyFileSync(`${sources}${file}`, `${folder}${file}`);
  copyFileSync(`${root}LICENSE`, `${folder}LICENSE`);
  const manifest = JSON.parse(readFileSync(`${sources}package.json`, 'utf8'));
  const whole = { ...manifest, ...present({ repository }), exports: exportsMap() };
  writeFileSync(`${folder}package.json`, `${JSON.stringify(whole, null, 2)}\n`);
}

async function buildModules(dir: string): Promise<void> {
  const input = {
    input: { index: `${sources}index.ts` },
    cwd: root,
    external: [...builtinModules, /^node:/, /^aws-cdk-lib(\/|$)/, 'constructs'],
    platform: 'node',
  } satisfies InputOptions;
  const modules = await rolldown(input);
  // In one file: what it deploys is found beside the folder that it is in.
  await modules.write({ dir, format: 'esm', entryFileNames: '[name].js', codeSplitting: false });
  const common = await rolldown(input);
  await common.write({ dir, format: 'cjs', exports: 'named', entryFileNames: '[name].cjs', codeSplitting: false });
}

/** `main` and `types` besides, for projects that resolve modules as Node did before there were exports. */
function exportsMap(): Readonly<Record<string, unknown>> {
  return {
    '.': {
      import: { types: `./${types}.d.ts`, default: './dist/index.js' },
      require: { types: `./${types}.d.cts`, default: './dist/index.cjs' },
    },
    './package.json': './package.json',
  };
}
