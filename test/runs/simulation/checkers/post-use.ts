/** Credits that are used: in draw order, from what is alive. */
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import type { Books } from './books.ts';
import { slicesOf, sumOf } from './bucket.ts';
import { drawDown } from './draw-down.ts';
import type { Find } from './rules.ts';

/** Usage is paid in draw order, from what is alive, to the last microcredit. */
export function spend(books: Books, entry: Entry, say: Find): void {
  const slices = slicesOf(entry.slices);
  if (sumOf(slices) + (entry.uncovered ?? 0) !== entry.credits) say('I1', 'its slices are not its credits');
  checkDraw(books, entry, slices, say);
  for (const [grantId, credits] of slices) use(books, grantId, credits);
}

export function checkDraw(
  books: Books,
  { atMs, category, slices: listed }: Entry,
  slices: Map<string, number>,
  say: Find,
): void {
  const right = drawDown(books, sumOf(slices), category);
  if (JSON.stringify([...right.slices]) !== JSON.stringify(listed.map(({ grantId, credits }) => [grantId, credits])))
    say('I1', `drawn as ${JSON.stringify([...slices])}, not ${JSON.stringify([...right.slices])}`);
  for (const grantId of slices.keys())
    if ((books.buckets.get(grantId)?.expiresAtMs ?? 0) <= atMs) say('I10', `${grantId} was dead at ${atMs}`);
}

export function use(books: Books, grantId: string, credits: number): void {
  const bucket = books.buckets.get(grantId);
  if (bucket !== undefined) bucket.used += credits;
}
