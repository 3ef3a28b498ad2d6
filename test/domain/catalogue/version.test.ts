import { describe, expect, it } from 'vitest';
import { inEffectAt, type Version } from '../../../shared/domain/catalogue/version.ts';

describe('the version in effect', () => {
  const version = (name: string, effectiveFromMs: number, publishedAtMs: number): Version => {
    return { version: name, effectiveFromMs, publishedAtMs };
  };
  const versions = [
    version('b', 20, 2),
    version('a', 10, 1),
    version('c', 20, 1),
    version('e', 30, 5),
    version('d', 30, 5),
  ];

  it.each([
    [9, undefined],
    [10, 'a'],
    [19, 'a'],
    [20, 'b'],
    [29, 'b'],
    [30, 'e'],
    [99, 'e'],
  ])('at %d is the latest to have come into effect, of two at once the later published, then by name', (atMs, name) => {
    expect(inEffectAt(versions, atMs)?.version).toBe(name);
    expect(inEffectAt(versions.toReversed(), atMs)?.version).toBe(name);
  });
});
