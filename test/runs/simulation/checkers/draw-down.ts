import type { Books } from './books.ts';
import { leftIn } from './bucket.ts';

const sources = ['plan', 'adjustment', 'add-on'];

/** R4, once more: which buckets pay so much, and what none of them pays. */
export function drawDown(
  books: Books,
  credits: number,
): { readonly slices: Map<string, number>; readonly missing: number } {
  const order = [...books.buckets.values()]
    .filter((bucket) => leftIn(bucket) > 0)
    .sort(
      (a, b) =>
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
