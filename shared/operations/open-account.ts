import type { AccountView } from '../domain/account/account.ts';
import { decideOpen, type OpenCommand, viewAtOpening } from '../domain/decisions/open-account.ts';
import type { Outcome } from '../domain/decisions/outcome.ts';
import type { CreditStore } from '../storage/store.ts';

export async function openAccount(
  store: CreditStore,
  command: OpenCommand,
  nowMs: number,
): Promise<Outcome<AccountView>> {
  const { accountId, planId, idempotencyKey, fingerprint } = command;
  await store.catalogue.plansFor([planId], nowMs);
  const outcome = await store.change({
    accountId,
    idempotencyKey,
    fingerprint,
    nowMs,
    decide: (account, context) => decideOpen(account, command, context),
  });
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done', value: viewAtOpening(outcome.entry), isReplay: outcome.isReplay };
    case 'unchanged':
      return { kind: 'done', value: outcome.view, isReplay: outcome.isReplay };
    case 'refused':
      return outcome;
    case 'settled':
    case 'reported':
      throw new TypeError('opening an account always answers');
    default:
      return outcome satisfies never;
  }
}
