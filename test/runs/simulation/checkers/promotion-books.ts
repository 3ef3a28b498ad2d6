/** I30: a code gives what it promises, as often as it says and once per account; its budget adds up whatever is on its way. */
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import type { Item } from '../../../../shared/storage/table-keys.ts';
import type { Find, Rules } from './rules.ts';

export interface PromotionBooks {
  /** Takes an entry that redeemed a code. */
  redeemed(entry: Entry, say: Find): void;
  /** Takes a budget as it was just written: what is left, open and spent are all of it. */
  rewritten(item: Item, say: Find): void;
}

export function createPromotionBooks({ promotions }: Rules): PromotionBooks {
  /** By code: the account that each use went to. */
  const spent = new Map(promotions.map(({ code }) => [code, new Map<number, string>()]));

  function redeemed({ accountId, atMs, credits, category, expiresAtMs, promotion }: Entry, say: Find): void {
    if (promotion === undefined) return;
    const terms = promotions.find(({ code }) => code === promotion.code);
    const uses = spent.get(promotion.code);
    if (terms === undefined || uses === undefined) {
      say('I30', `${promotion.code} was never published`);
      return;
    }
    if (uses.has(promotion.use)) say('I30', `use ${promotion.use} of ${terms.code} is ${uses.get(promotion.use)}'s`);
    if ([...uses.values()].includes(accountId)) say('I30', `${terms.code} is redeemed twice`);
    uses.set(promotion.use, accountId);
    if (uses.size > terms.uses) say('I30', `${terms.code} is redeemed ${uses.size} times`);
    if (credits !== terms.credits || category !== terms.category) say('I30', `gives ${credits}, not ${terms.credits}`);
    if (terms.lifeMs !== undefined && expiresAtMs !== undefined && expiresAtMs < atMs + terms.lifeMs)
      say('I30', 'ends sooner than was promised');
    if (atMs >= terms.endsAtMs) say('I30', `${terms.code} had ended`);
  }

  function rewritten({ code, left, open }: Item, say: Find): void {
    const terms = promotions.find((each) => each.code === code);
    const uses = spent.get(String(code));
    if (terms === undefined || uses === undefined) return;
    const pending = (open as readonly (readonly [number])[]).filter(([use]) => !uses.has(use));
    const all = Number(left) + pending.length + uses.size;
    if (all !== terms.uses) say('I30', `${all} of the ${terms.uses} uses of ${terms.code} are accounted for`);
  }

  return { redeemed, rewritten };
}
