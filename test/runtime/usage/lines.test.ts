/** Lines of a file as it comes. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachLine, lineMaxBytes } from '../../../shared/runtime/usage/lines.ts';

async function linesOf(chunks: Iterable<Uint8Array>): Promise<readonly (string | undefined)[]> {
  const lines: (string | undefined)[] = [];
  async function* file(): AsyncGenerator<Uint8Array> {
    yield* chunks;
  }
  await eachLine(file(), async ({ text, number }) => {
    lines.push(text);
    expect(number).toBe(lines.length);
  });
  return lines;
}

function* cut(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  let from = 0;
  for (const size of sizes) {
    if (from >= bytes.length) return;
    yield bytes.subarray(from, from + size);
    from += size;
  }
  if (from < bytes.length) yield bytes.subarray(from);
}

describe('the lines of a file', () => {
  it('are the same however it comes in pieces, packed or not', async () => {
    const texts = fc.array(
      fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !text.includes('\n')),
      { minLength: 1 },
    );
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(texts, sizes, fc.boolean(), async (lines, pieces, isPacked) => {
        const text = Buffer.from(lines.join('\n'));
        expect(await linesOf(cut(isPacked ? gzipSync(text) : text, pieces))).toEqual(lines);
      }),
      { numRuns: 60 },
    );
  });

  it('are none of an empty file', async () => {
    expect(await linesOf([])).toEqual([]);
    expect(await linesOf([gzipSync('')])).toEqual([]);
  });

  it('that are too long are told as such, and the next one is read', async () => {
    const long = 'x'.repeat(lineMaxBytes + 1);
    expect(await linesOf([Buffer.from(`a\n${long}\nb\n`)])).toEqual(['a', undefined, 'b']);
  });

  it('are waited for: no more of a file is read than its reader keeps up with', async () => {
    const piece = Buffer.from(`${'x'.repeat(10_000)}\n`.repeat(10));
    let [pulled, taken, aheadMax] = [0, 0, 0];
    async function* file(): AsyncGenerator<Uint8Array> {
      for (; pulled < 300; pulled += 1) yield piece;
    }
    await eachLine(file(), async () => {
      taken += 1;
      if (taken % 100 === 0) await new Promise(setImmediate);
      aheadMax = Math.max(aheadMax, pulled * 10 - taken);
    });
    expect(taken).toBe(3_000);
    expect(aheadMax).toBeLessThan(100);
  });

  it('of a file that breaks off are an error', async () => {
    const whole = gzipSync('a\nb\n'.repeat(1_000));
    await expect(linesOf([whole.subarray(0, 20)])).rejects.toThrow();
  });
});
