import type { AccountView } from '../domain/account/account.ts';
import { type Opening, opening, viewAtOpening } from '../domain/decisions/open-account.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { changeOf, type For } from './charging/change-by.ts';

export async function openAccount(
  store: AccountStore,
  asked: For<Opening>,
  nowMs: number,
): Promise<Outcome<AccountView>> {
  await store.catalogue.plansFor([asked.planId], nowMs);
  const outcome = await store.change(changeOf(opening, asked, { nowMs }));
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done', value: viewAtOpening(outcome.entry), isReplay: outcome.isReplay };
    case 'unchanged':
      return { kind: 'done', value: outcome.view, isReplay: outcome.isReplay };
    case 'refused':
      return outcome;
    case 'advanced':
    case 'reported':
      throw new TypeError('opening an account always answers');
    default:
      return outcome satisfies never;
  }
}
