/** How long functions and files get. The linter counts a function's lines, this what the linter is told to pass over. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { filesOf, textOf } from './sources.ts';

/** Files with a function of more than 60 lines, and why: each is a list of short functions over what they share. */
const longFunctions: Readonly<Record<string, string>> = {
  'shared/storage/catalogue.ts': 'the methods of the catalogue over one cache',
  'shared/storage/change.ts': 'the steps of a change over one queue',
  'shared/storage/dynamo-table.ts': 'the methods of a table over one client',
  'test/browser/support/issuer.ts': 'the routes of an issuer over its codes and tokens',
  'test/runs/simulation/exhaustive/process.ts': 'the methods of a process over its accident',
  'test/runs/simulation/fake-table.ts': 'the methods of a table over its items',
  'test/runs/simulation/faulty-table.ts': 'the methods of a table over its faults',
};
const linesUsual = 135;

/** Code and its tests, each for itself: short tests wouldn't make up for long sources. */
const rooms = {
  'what is deployed or runs beside it': /^(functions|infra|shared)\/.*\.tsx?$/,
  'tests and what they share': /^test\/.*\.tsx?$/,
};

describe('functions', () => {
  it('are held to 60 lines by the linter, but for tests and the files listed here with their reasons', () => {
    const config = z.object({
      linter: z.object({ rules: z.object({ complexity: z.record(z.string(), z.unknown()) }) }),
      overrides: z.array(z.object({ includes: z.array(z.string()), linter: z.unknown() })),
    });
    const { linter, overrides } = config.parse(JSON.parse(textOf('biome.json')));
    expect(linter.rules.complexity['noExcessiveLinesPerFunction']).toEqual({
      level: 'error',
      options: { maxLines: 60 },
    });
    const passedOver = overrides.flatMap(({ includes, linter: rules }) =>
      JSON.stringify(rules).includes('noExcessiveLinesPerFunction') ? includes : [],
    );
    expect(passedOver.toSorted()).toEqual(['**/*.test.ts', ...Object.keys(longFunctions)].toSorted());
    expect(filesOf()).toEqual(expect.arrayContaining(Object.keys(longFunctions)));
  });
});

describe('files', () => {
  it.each(Object.entries(rooms))('are under 135 lines, nine in ten of %s', (_room, paths) => {
    const files = filesOf(paths);
    const long = files.filter((file) => textOf(file).trimEnd().split('\n').length >= linesUsual);
    expect(files.length).toBeGreaterThan(300);
    expect(long.length / files.length, long.join(' ')).toBeLessThanOrEqual(0.1);
  });
});
