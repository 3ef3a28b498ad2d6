import type { Books } from './books.ts';
import { leftIn } from './bucket.ts';

const sources = ['plan', 'adjustment', 'add-on'];

/** R4 and R29, once more: which buckets pay so much for a category, and what none of them pays. */
export function drawDown(
  books: Books,
  credits: number,
  category: string | undefined,
): { readonly slices: Map<string, number>; readonly missing: number } {
  const order = [...books.buckets.values()]
    .filter((bucket) => leftIn(bucket) > 0 && (bucket.category === undefined || bucket.category === category))
    .sort(
      (a, b) =>
        Number(b.category !== undefined) - Number(a.category !== undefined) ||
        a.expiresAtMs - b.expiresAtMs ||
        sources.indexOf(a.source) - sources.indexOf(b.source) ||
        a.createdSeq - b.createdSeq,
    );
  const slices = new Map<string, number>();
  let missing = credits;
  for (const bucket of order) {
    const part = Math.min(missing, leftIn(bucket));
    if (part > 0) slices.set(bucket.grantId, part);
    missing -= part;
  }
  return { slices, missing };
}
