import type { AccountView } from '../domain/account/account.ts';
import { type DetailsChange, type Named, withDetails } from '../domain/account/account-details.ts';
import { type Opening, opening, viewAtOpening } from '../domain/decisions/open-account.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import { createAccountDetails } from '../storage/account-details.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { changeOf, type For } from './charging/change-by.ts';

export async function openAccount(
  store: AccountStore,
  asked: For<Opening>,
  nowMs: number,
  named?: Named,
): Promise<Outcome<AccountView & Named>> {
  await store.catalogue.plansFor([asked.planId], nowMs);
  const outcome = await store.change(changeOf(opening, asked, { nowMs }));
  switch (outcome.kind) {
    case 'done':
      await nameOnce(store, asked, named, nowMs);
      return { kind: 'done', value: { ...viewAtOpening(outcome.entry), ...named }, isReplay: outcome.isReplay };
    case 'unchanged':
      return {
        kind: 'done',
        value: { ...outcome.view, ...(await nameOnce(store, asked, named, nowMs)) },
        isReplay: outcome.isReplay,
      };
    case 'refused':
      return outcome;
    case 'advanced':
    case 'reported':
      throw new TypeError('opening an account always answers');
    default:
      return outcome satisfies never;
  }
}

/** Names an account that nobody has named: a request that comes again, or late, takes no newer name back. Reads nothing where no name is given. */
async function nameOnce(
  store: AccountStore,
  { accountId, caller }: Pick<For<Opening>, 'accountId' | 'caller'>,
  named: Named | undefined,
  nowMs: number,
): Promise<Named | undefined> {
  if (named === undefined) return undefined;
  const by: Omit<DetailsChange, 'members'> = { atMs: nowMs, caller };
  const details = await createAccountDetails(store.table).rewrite(accountId, nowMs, (before) =>
    before.changes.length > 0 ? before : withDetails(before, named, by),
  );
  return present({ name: details.name, externalId: details.externalId });
}
