/** The first step of a round: what is known of the account, and of all that the changes need besides. */
import { type Account, plansOf } from '../domain/account/account.ts';
import { noDueHolds } from '../domain/account/hold.ts';
import { lacks } from '../domain/decisions/ways-back.ts';
import { dueAtMs } from '../domain/transitions/advance.ts';
import { decodeAccount, type LoadedAccount } from './account-item.ts';
import { unreadDrafts } from './append-draft.ts';
import type { CatalogueStore } from './catalogue.ts';
import type { Change } from './change-outcome.ts';
import { readDueHolds } from './due-holds.ts';
import type { Basis } from './fold-changes.ts';
import { isAnsweredBy, lookUpItems, noFiledItems } from './look-up.ts';
import type { RecentKeys } from './recent-keys.ts';
import type { Attempt, Sight } from './round.ts';
import { AccountQuarantined, type Table } from './table.ts';
import { accountKey } from './table-keys.ts';

const noRules = { plans: new Map(), rateCards: [], dueHolds: noDueHolds };

export function createSight(
  table: Table,
  catalogue: CatalogueStore,
  recent: RecentKeys,
): (attempt: Attempt) => Promise<Sight> {
  return async ({ accountId, group, view }) => {
    if (view.kind === 'unread') {
      const drafts = unreadDrafts(group);
      if (drafts.length > 0) return { kind: 'unread', drafts };
    }
    const isRead = view.kind === 'unread' || view.kind === 'unsure';
    const loaded = isRead ? await readAccount(table, accountId) : view.loaded;
    // As after an append: nothing is decided, and nothing has to be known for it.
    if (loaded !== undefined && view.kind === 'fresh' && group.every((change) => isAnsweredBy(loaded.log, change)))
      return { kind: 'basis', basis: { loaded, filed: noFiledItems, ...noRules }, isFresh: true };
    const filed = loaded === undefined ? noFiledItems : await lookUpItems(table, loaded, group, recent);
    if (filed.isOutdated) return { kind: 'outdated' };
    if (loaded?.quarantine !== undefined) throw new AccountQuarantined(loaded.quarantine);
    const rules = await rulesFor(loaded, group);
    if (rules === undefined) return { kind: 'outdated' };
    return { kind: 'basis', basis: { loaded, filed, ...rules }, isFresh: isRead || view.kind === 'fresh' };
  };

  /** The plans, the rate cards that standing usage meets, holds past their time. Undefined when those tell that the account has moved on. */
  async function rulesFor(
    loaded: LoadedAccount | undefined,
    group: readonly Change[],
  ): Promise<Pick<Basis, 'plans' | 'rateCards' | 'dueHolds'> | undefined> {
    const account = loaded?.account;
    const times = group.map(({ nowMs }) => nowMs);
    const untilMs = Math.max(...times, account?.lastAtMs ?? 0);
    const accruedAtMs = account === undefined || account.standing.length === 0 ? untilMs : account.accruedAtMs;
    const fromMs = Math.min(...times, accruedAtMs);
    const plans = await catalogue.plansFor(plansOf(account), untilMs);
    const rateCards = await catalogue.rateCardsFrom(fromMs, untilMs, account?.planId);
    if (loaded === undefined) return { plans, rateCards, dueHolds: noDueHolds };
    const areForeseen = mayLack(loaded.account, group, untilMs);
    const wanted = { untilMs, storedSeq: loaded.account.seq, areForeseen };
    const dueHolds = await readDueHolds(table, loaded.account, loaded.log.entries, wanted);
    return dueHolds === undefined ? undefined : { plans, rateCards, dueHolds };
  }
}

/** Some of a group may be refused for want of what open holds have: then those are read. */
function mayLack(account: Account, group: readonly Change[], untilMs: number): boolean {
  if (account.openHolds === 0) return false;
  const taken = group.reduce((sum, { taking = 0 }) => sum + taking, 0);
  return taken > 0 && (lacks(account, taken) || dueAtMs(account) <= untilMs);
}

export async function readAccount(table: Table, accountId: string): Promise<LoadedAccount | undefined> {
  const item = await table.get(accountKey(accountId));
  return item === undefined ? undefined : decodeAccount(accountId, item);
}
