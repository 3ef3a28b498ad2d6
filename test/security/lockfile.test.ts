/** Installed packages are what was looked at (S27). `npm run supply-chain` asks the registry the rest. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
const optionalTrue = z.optional(z.boolean());
const dependencies = z.optional(z.record(z.string(), z.string()));
const manifest = z.object({
  dependencies,
  devDependencies: dependencies,
  optionalDependencies: dependencies,
  allowScripts: z.record(z.string(), z.boolean()),
});
const lockfile = z.object({
  lockfileVersion: z.int(),
  packages: z.record(
    z.string(),
    z.object({
      integrity: z.optional(z.string()),
      inBundle: optionalTrue,
      link: optionalTrue,
      dev: optionalTrue,
      hasInstallScript: optionalTrue,
    }),
  ),
});

const wanted = manifest.parse(read('package.json'));
const packages = Object.entries(lockfile.parse(read('package-lock.json')).packages).filter(([path]) => path !== '');

test('every dependency is one exact version', () => {
  const versions = [wanted.dependencies, wanted.devDependencies, wanted.optionalDependencies].flatMap((each = {}) =>
    Object.entries(each),
  );
  expect(versions.length).toBeGreaterThan(30);
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test('every package that is fetched has a checksum', () => {
  const unsure = packages.filter(([, { integrity = '', inBundle = false, link = false }]) => {
    return !inBundle && !link && !integrity.startsWith('sha512-');
  });
  expect(unsure.map(([path]) => path)).toEqual([]);
});

test('install scripts are run for those named in package.json alone, and for none that runs in production but one', () => {
  const scripted = packages.filter(([, { hasInstallScript = false }]) => hasInstallScript);
  const names = scripted.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect(names.toSorted()).toEqual(Object.keys(wanted.allowScripts).toSorted());
  // The local engine's; no bundle holds it.
  const production = scripted.filter(([, { dev = false }]) => !dev).map(([path]) => path);
  expect(production).toEqual(['node_modules/classic-level']);
});
