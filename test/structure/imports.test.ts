/** Who may know whom. Written once more beside the lint rules, so that neither can be loosened without the other. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { circlesIn, type ImportGraph, readImportGraph, root } from './import-graph.ts';

const graph = readImportGraph();

const transitions = ['ground', 'catalogue', 'account', 'ledger', 'transitions'] as const;
/** The domain's floors, and what each may import besides itself. */
const floors: Readonly<Record<string, readonly string[]>> = {
  ground: [],
  catalogue: ['ground'],
  account: ['ground', 'catalogue'],
  ledger: ['ground', 'catalogue', 'account'],
  transitions: ['ground', 'catalogue', 'account', 'ledger'],
  decisions: transitions,
  projections: transitions,
  insights: [...transitions, 'decisions', 'projections'],
  'plan-fit': [...transitions, 'decisions', 'projections'],
};

const storeys: Readonly<Record<string, readonly string[]>> = {
  'shared/domain': [],
  'shared/contract': ['shared/domain'],
  'shared/storage': ['shared/domain'],
  'shared/ports': ['shared/domain', 'shared/storage'],
  'shared/operations': ['shared/domain', 'shared/storage', 'shared/ports'],
  'shared/runtime': ['shared/domain', 'shared/contract', 'shared/storage', 'shared/ports'],
  'shared/client': ['shared/domain', 'shared/contract'],
  'functions/api': ['shared/domain', 'shared/contract', 'shared/operations', 'shared/runtime'],
  'functions/requests': ['functions/api', 'shared/runtime'],
  'functions/jobs': ['shared/domain', 'shared/operations', 'shared/runtime'],
  'functions/streams': ['shared/domain', 'shared/operations', 'shared/runtime'],
  'functions/webhooks': ['shared/runtime'],
  'functions/intake': ['shared/runtime'],
  'functions/authorizers': ['shared/operations', 'shared/runtime'],
  'functions/dashboard': ['shared/domain', 'shared/contract', 'shared/client'],
};

function floorOf(file: string): string | undefined {
  const [, path] = /^shared\/domain\/(.+)$/.exec(file) ?? [];
  return path === undefined ? undefined : path.includes('/') ? path.split('/')[0] : 'ground';
}

function storeyOf(file: string): string | undefined {
  const [, storey] = /^((?:shared|functions)\/[^/]+)\//.exec(file) ?? [];
  return storey;
}

/** Imports from one part to another that the map doesn't have, as `file → file`. */
function strayImports(
  files: ImportGraph,
  partOf: (file: string) => string | undefined,
  map: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  return [...files].flatMap(([file, targets]) => {
    const part = partOf(file);
    if (part === undefined) return [];
    const isStray = (target: string): boolean => {
      const other = partOf(target);
      return other !== part && (other === undefined || !map[part]?.includes(other));
    };
    return targets.filter(isStray).map((target) => `${file} → ${target}`);
  });
}

interface Override {
  readonly includes: readonly string[];
  readonly linter?: {
    readonly rules: {
      readonly style?: {
        readonly noRestrictedImports?: { readonly options: { readonly patterns: readonly { group: string[] }[] } };
      };
    };
  };
}

/** The imports barred by the last rule that applies to a folder: a later one takes the place of an earlier. */
function barredImports(includes: string): readonly string[] {
  const { overrides }: { readonly overrides: readonly Override[] } = JSON.parse(
    readFileSync(new URL('biome.json', root), 'utf8'),
  );
  const rules = overrides.filter((override) => override.includes.includes(includes));
  return rules.at(-1)?.linter?.rules.style?.noRestrictedImports?.options.patterns.flatMap(({ group }) => group) ?? [];
}

describe('imports', () => {
  it('run in no circle anywhere in the repository, types included', () => {
    expect(graph.size).toBeGreaterThan(500);
    expect(circlesIn(graph)).toEqual([]);
    const circle = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a']],
      ['d', ['a']],
    ]);
    expect(circlesIn(circle)).toEqual([['a', 'b', 'c']]);
  });

  it('go down between the floors of the domain, never up or sideways', () => {
    const there = new Set([...graph.keys()].map(floorOf).filter((floor) => floor !== undefined));
    expect([...there].toSorted()).toEqual(Object.keys(floors).toSorted());
    expect(strayImports(graph, floorOf, floors)).toEqual([]);
  });

  it('go down between the storeys of the house', () => {
    const inner: ImportGraph = new Map([...graph].filter(([file]) => storeyOf(file) !== undefined));
    const found = new Set([...inner.keys()].map(storeyOf));
    expect([...found].toSorted()).toEqual(Object.keys(storeys).toSorted());
    expect(strayImports(inner, storeyOf, storeys)).toEqual([]);
  });

  it.each(Object.entries(floors))('have a lint rule for every arrow that the floor %s may not have', (floor, below) => {
    const barred = barredImports(floor === 'ground' ? 'shared/domain/*.ts' : `shared/domain/${floor}/**`);
    const others = Object.keys(floors).filter((other) => ![floor, 'ground', ...below].includes(other));
    expect(barred).toEqual(expect.arrayContaining([...others.map((other) => `**/${other}/**`), 'zod', 'zod/**']));
    expect(below.filter((other) => barred.includes(`**/${other}/**`))).toEqual([]);
  });

  it.each(Object.entries(storeys))('have a lint rule for every arrow that %s may not have', (storey, below) => {
    if (storey === 'shared/domain') return;
    const barred = barredImports(storey === 'functions/api' ? 'functions/**' : `${storey}/**`);
    const shared = Object.keys(storeys).filter((other) => other.startsWith('shared/') && other !== storey);
    const folders = shared.filter((other) => !below.includes(other)).map((other) => other.slice('shared/'.length));
    expect(barred).toEqual(expect.arrayContaining(folders.map((folder) => `**/${folder}/**`)));
  });

  it('bar the whole of zod wherever they bar it', () => {
    const text = readFileSync(new URL('biome.json', root), 'utf8');
    const counts = [/"zod"/g, /"zod\/\*\*"/g].map((pattern) => text.match(pattern)?.length);
    expect(counts[0]).toBe(counts[1]);
    expect(counts[0]).toBeGreaterThan(8);
  });
});
