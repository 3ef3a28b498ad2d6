import { expect } from 'vitest';

const pagesMax = 100;

/** All pages of a list, each within its limit, and the last one short. */
export async function readPages<T>(
  limit: number,
  page: (after: T | undefined) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const next = await page(all.at(-1));
    all.push(...next);
    expect(next.length).toBeLessThanOrEqual(limit);
    if (next.length < limit) return all;
  }
  throw new Error('pages without an end');
}
