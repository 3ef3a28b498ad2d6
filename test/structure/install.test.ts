/** The packages that `npm ci` installs: each fits the Node that runs it, wherever npm itself runs: npm's own warnings are left out by `.npmrc`. */
import { readFileSync } from 'node:fs';
import { satisfies } from 'semver';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

const root = new URL('../..', import.meta.url);
/** The oldest Node LTS of which npm has nothing to say. */
const oldestQuiet = '22.18.0';

const lockfile = z
  .object({
    packages: z.record(
      z.string(),
      z.object({ engines: z.optional(z.unknown()), hasInstallScript: z.optional(z.boolean()) }),
    ),
  })
  .parse(read('package-lock.json'));
const own = z
  .object({
    devDependencies: z.object({ node: z.string() }),
    engines: z.object({ node: z.string() }),
    allowScripts: z.record(z.string(), z.boolean()),
  })
  .parse(read('package.json'));
const packages = Object.entries(lockfile.packages).filter(([path]) => path !== '');

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, root), 'utf8'));
}

function unfit(node: string): readonly string[] {
  return packages.flatMap(([path, { engines }]) => {
    const range = z.safeParse(z.object({ node: z.string() }), engines).data?.node;
    return range === undefined || satisfies(node, range) ? [] : [`${path} asks for Node ${range}`];
  });
}

describe('every package of the install', () => {
  it('fits the Node that the scripts run on, which the install brings', () => {
    expect(packages.length).toBeGreaterThan(100);
    expect(unfit(own.devDependencies.node)).toEqual([]);
  });

  it('fits a current Node LTS too, so that npm has nothing to warn of', () => {
    expect(unfit(oldestQuiet)).toEqual([]);
  });

  it('runs a script at its install only if package.json lets it by name', () => {
    const names = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(names.toSorted()).toEqual(Object.keys(own.allowScripts).toSorted());
  });
});

it('the Node that the scripts run on is one that package.json lets in', () => {
  expect(satisfies(own.devDependencies.node, own.engines.node)).toBe(true);
});

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
