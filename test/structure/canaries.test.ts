/** The simulator's planted defects: each finds the lines that it changes, as the source stands today. */
import { describe, expect, it } from 'vitest';
import { canaries } from '../runs/simulation/canaries.ts';
import { nextVersion } from '../runs/simulation/next-version.ts';
import type { Patch } from '../runs/simulation/planted.ts';
import { remembering } from '../runs/simulation/remembering.ts';
import { textOf } from './sources.ts';

/** Patches that don't find what they replace exactly once: the file, and what was looked for. */
function astray(patches: readonly Patch[]): readonly string[] {
  return patches
    .filter(({ file, search }) => textOf(file).split(search).length !== 2)
    .map(({ file, search }) => `${file}: ${search}`);
}

describe('a change of the source that the simulator makes', () => {
  it.each(canaries.map(({ name, patches }) => [name, patches] as const))('finds its lines: %s', (_name, patches) => {
    expect(astray(patches)).toEqual([]);
  });

  it('finds its lines when it stands for the next version, or saves time', () => {
    expect(astray([...nextVersion, ...remembering])).toEqual([]);
  });

  it('is noticed when its lines are gone', () => {
    const gone = { file: 'shared/storage/table.ts', search: 'no such line', replacement: '' };
    expect(astray([gone])).toEqual(['shared/storage/table.ts: no such line']);
  });
});
