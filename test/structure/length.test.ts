/** How long functions and files get. The linter counts a function's lines, this what the linter is told to pass over. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { filesOf, textOf } from './sources.ts';

const linesUsual = 135;

/** Code and its tests, each for itself: short tests wouldn't make up for long sources. */
const rooms = {
  'what is deployed or runs beside it': /^(functions|infra|shared)\/.*\.tsx?$/,
  'tests and what they share': /^test\/.*\.tsx?$/,
};

describe('functions', () => {
  it('are held to 60 lines by the linter, but for the blocks of tests', () => {
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
    expect(passedOver).toEqual(['**/*.test.ts']);
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
