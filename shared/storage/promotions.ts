/**
 * A code's budget (R30), in an item of its own: how many uses are left, and those that are open: claimed, and not yet known to be in
 * a ledger. A use is claimed before the account is changed, under a number that is never given twice, and the account's entry
 * names that number. So whoever looks can tell what became of an open use: the entry by which the account has redeemed the code has its
 * number, and it is spent; that has another, or the key another answer or none long after anyone could still be on the way,
 * and it is given back. A process that dies in between loses no use and doubles none.
 *
 * Every write is on condition of the item's version: one that lands late finds another, and does nothing.
 */
import { isOver, type Promotion, type PromotionState } from '../domain/catalogue/promotion.ts';
import { present } from '../domain/present.ts';
import { hourMs } from '../domain/time.ts';
import { needsNoUse, type Redeemer, withoutSettled } from './open-uses.ts';
import { type Budget, decodeBudget, encodeBudget } from './promotion-item.ts';
import { StoreUnavailable, type Table } from './table.ts';
import { promotionKey, promotionListingKey } from './table-keys.ts';

/** The code as it was published, and the use that is this request's, if one was left. */
export interface ClaimedUse {
  readonly promotion?: Promotion;
  readonly use?: number;
}

export interface Promotions {
  /** The code as it is stored: this one, or what was published before under its name. */
  publish(promotion: Promotion): Promise<PromotionState>;
  read(code: string): Promise<PromotionState | undefined>;
  /** Codes in the order of their names; `next` is the last of a page that others may follow. */
  list(page: CodesPage): Promise<{ readonly promotions: readonly PromotionState[]; readonly next?: string }>;
  /** Ends a code now, unless it has ended; undefined where there is none. */
  end(code: string, nowMs: number): Promise<PromotionState | undefined>;
  /** Claims a use, unless the account or the key needs none: it has redeemed the code, or has its answer. */
  claim(redeemer: Redeemer, nowMs: number): Promise<ClaimedUse>;
  /** Says what became of a claimed use: spent, or given back. Where that can't be stored, those who look find out. */
  settle(code: string, use: number, isSpent: boolean): Promise<void>;
}

export interface CodesPage {
  readonly limit: number;
  readonly after?: string;
}

/** Uses that may be open at once: requests on their way, and what processes left that died. */
const openMax = 100;
/** Others are first as often as there are others: this many at the same code at once. */
const triesMax = 200;
const settleTriesMax = 20;
/** One that is tried again is on its way anew: so it is told from one that was left. */
const renewedAfterMs = hourMs;

export function createPromotions(table: Table): Promotions {
  return {
    publish: async (promotion) => {
      // The list first: what is published and not listed would be found by nobody.
      await table.putMany([{ ...promotionListingKey(promotion.code) }]);
      const fresh: Budget = { promotion, version: 1, left: promotion.uses, given: 0, open: [] };
      await table.put(encodeBudget(fresh), { kind: 'absent' });
      const stored = await load(table, promotion.code);
      if (stored === undefined) throw new StoreUnavailable('the promotion was not stored');
      return stateOf(stored);
    },
    read: async (code) => {
      const stored = await load(table, code);
      return stored && stateOf(stored);
    },
    list: (page) => list(table, page),
    end: async (code, nowMs) => {
      await rewrite(table, { code, triesMax: settleTriesMax }, async (budget) =>
        isOver(budget.promotion, nowMs)
          ? undefined
          : { ...budget, promotion: { ...budget.promotion, endedAtMs: nowMs } },
      );
      const stored = await load(table, code);
      return stored && stateOf(stored);
    },
    claim: async (redeemer, nowMs) => {
      const { code } = redeemer;
      if (await needsNoUse(table, redeemer, nowMs)) return present({ promotion: (await load(table, code))?.promotion });
      let claimed: ClaimedUse = {};
      await rewrite(table, { code, triesMax }, async (budget) => {
        const { use, next } = await claimIn(table, budget, { ...redeemer, nowMs });
        claimed = { promotion: budget.promotion, ...present({ use }) };
        return next;
      });
      return claimed;
    },
    settle: async (code, use, isSpent) => {
      try {
        await rewrite(table, { code, triesMax: settleTriesMax }, async (budget) => {
          const open = budget.open.filter((each) => each.use !== use);
          if (open.length === budget.open.length) return undefined;
          return { ...budget, left: budget.left + (isSpent ? 0 : 1), open };
        });
      } catch (cause) {
        if (!(cause instanceof StoreUnavailable)) throw cause;
      }
    },
  };
}

/** The use that a request may have of a budget as it is, and the budget then: undefined where it stays as it is. */
async function claimIn(
  table: Table,
  budget: Budget,
  { accountId, idempotencyKey: key, nowMs }: Redeemer & { readonly nowMs: number },
): Promise<{ readonly use?: number; readonly next?: Budget | undefined }> {
  if (isOver(budget.promotion, nowMs)) return {};
  const own = budget.open.find((each) => each.accountId === accountId && each.key === key);
  if (own !== undefined) {
    const isOld = nowMs - own.atMs >= renewedAfterMs;
    const renewed = budget.open.map((each) => (each === own ? { ...own, atMs: nowMs } : each));
    return { use: own.use, next: isOld ? { ...budget, open: renewed } : undefined };
  }
  const isScarce = budget.left === 0 || budget.open.length >= openMax;
  const known = isScarce ? await withoutSettled(table, budget, nowMs) : budget;
  if (known.open.length >= openMax) throw new StoreUnavailable('too many redeem the promotion at once');
  if (known.left === 0) return { next: known === budget ? undefined : known };
  const use = known.given + 1;
  const open = [...known.open, { use, accountId, key, atMs: nowMs }];
  return { use, next: { ...known, left: known.left - 1, given: use, open } };
}

/** Rewrites the budget as often as it changes meanwhile. `next` answers undefined where it is to stay as it is. */
async function rewrite(
  table: Table,
  { code, triesMax: tries }: { readonly code: string; readonly triesMax: number },
  next: (budget: Budget) => Promise<Budget | undefined>,
): Promise<void> {
  let budget = await load(table, code);
  for (let tried = 0; tried < tries && budget !== undefined; tried += 1) {
    const changed = await next(budget);
    if (changed === undefined) return;
    const { version } = budget;
    const outcome = await table.put(encodeBudget({ ...changed, version: version + 1 }), { kind: 'version', version });
    if (outcome.kind === 'stored') return;
    const existing = outcome.kind === 'refused' ? outcome.existing : undefined;
    budget = existing === undefined ? await load(table, code) : decodeBudget(existing);
  }
  if (budget !== undefined) throw new StoreUnavailable('the promotion was too busy');
}

async function list(
  table: Table,
  { limit, after = '' }: CodesPage,
): Promise<{ readonly promotions: readonly PromotionState[]; readonly next?: string }> {
  const { pk, sk: from } = promotionListingKey(after === '' ? ' ' : `${after} `);
  const listed = await table.query({ pk, from, to: '~', order: 'ascending', limit });
  const codes = listed.map(({ sk }) => sk);
  const items = await table.getMany(codes.map(promotionKey));
  const budgets = new Map(items.map((item) => [item.pk, decodeBudget(item)]));
  const promotions = codes.flatMap((code) => {
    const budget = budgets.get(promotionKey(code).pk);
    return budget === undefined ? [] : [stateOf(budget)];
  });
  const next = listed.length < limit ? undefined : codes.at(-1);
  return { promotions, ...present({ next }) };
}

async function load(table: Table, code: string): Promise<Budget | undefined> {
  return decodeBudget(await table.get(promotionKey(code)));
}

function stateOf({ promotion, left }: Budget): PromotionState {
  return { ...promotion, left };
}
