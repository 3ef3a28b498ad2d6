import { createTurnstile } from '../turnstile.ts';

/** Accounts that a worker settles at once: each keeps a connection or two busy. */
const accountsAtOnceMax = 32;
const turnstile = createTurnstile(accountsAtOnceMax);

/**
 * Does something for each of many, those of one account asked for together, so that they share writes. Each comes to what was done or thrown,
 * in the order given.
 */
export async function byAccount<Item extends { readonly accountId: string }, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<readonly PromiseSettledResult<Result>[]> {
  const results = new Map<Item, PromiseSettledResult<Result>>();
  const settle = async (together: readonly Item[]): Promise<void> => {
    const settled = await Promise.allSettled(together.map(run));
    for (const [at, item] of together.entries()) {
      const result = settled[at];
      if (result !== undefined) results.set(item, result);
    }
  };
  const groups = Map.groupBy(items, ({ accountId }) => accountId);
  await Promise.all([...groups.values()].map((together) => turnstile.pass(() => settle(together))));
  return items.map(
    (item) => results.get(item) ?? { status: 'rejected', reason: new TypeError('an event that nobody settled') },
  );
}
