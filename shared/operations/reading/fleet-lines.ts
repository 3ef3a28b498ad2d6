/** Lines of the fleet: what is shown of an account is read from the account, as of now. */
import { balanceOf, stateOf } from '../../domain/account/account.ts';
import { noDetails } from '../../domain/account/account-details.ts';
import { microcredits } from '../../domain/amount.ts';
import { planAt } from '../../domain/catalogue/plan.ts';
import { present } from '../../domain/present.ts';
import { burnAt, levelOf, newMember } from '../../domain/projections/fleet.ts';
import type { FleetAccount, FleetLine } from '../../domain/projections/fleet-line.ts';
import type { Projection } from '../../domain/projections/projection.ts';
import type { LoadedAccount } from '../../storage/account-item.ts';
import type { CreditStore } from '../../storage/store.ts';
import { bringCurrent } from './bring-current.ts';
import { bringInQuarantine } from './current-account.ts';

/** The accounts of these ids that there are, in that order, with their names. */
export async function fleetLines(
  store: CreditStore,
  accountIds: readonly string[],
  nowMs: number,
): Promise<readonly FleetLine[]> {
  const [accounts, projections, details] = await Promise.all([
    store.readAccounts(accountIds),
    store.projections.readMany(accountIds),
    store.details.readMany(accountIds),
  ]);
  return Promise.all(
    accountIds
      .filter((accountId) => accounts.has(accountId))
      .map(async (accountId): Promise<FleetLine> => {
        const loaded = accounts.get(accountId);
        if (loaded === undefined) return { kind: 'unreadable', accountId };
        const { name, externalId, changes } = details.get(accountId) ?? noDetails;
        const figures = await lineOf(store, loaded, projections.get(accountId), nowMs);
        return { kind: 'read', account: { ...figures, ...present({ name, externalId, named: changes[0] }) } };
      }),
  );
}

async function lineOf(
  store: CreditStore,
  loaded: LoadedAccount,
  projection: Projection | undefined,
  nowMs: number,
): Promise<FleetAccount> {
  const isQuarantined = loaded.quarantine !== undefined;
  const current = await (isQuarantined ? bringInQuarantine : bringCurrent)(store, loaded, nowMs);
  const { account, plans, quarantine } = current;
  const { accountId, planId, cycle, exhaustedSinceMs } = account;
  const balance = balanceOf(account);
  const state = stateOf(account, quarantine);
  const thresholds = planAt(plans, planId, current.nowMs)?.lowBalanceThresholds ?? [];
  // A cycle that has begun since starts with what is available now.
  const member = projection?.cycle.index === cycle.index ? projection.member : undefined;
  const peak = member === undefined || balance.available > member.peak ? balance.available : member.peak;
  return {
    accountId,
    planId,
    state,
    level: account.closedAtMs !== undefined ? 'closed' : levelOf(balance.available, thresholds),
    isQuarantined,
    available: balance.available,
    held: balance.held,
    overrun: balance.overrun,
    peak,
    burn: microcredits(burnAt(projection?.member ?? newMember, current.nowMs)),
    ...(exhaustedSinceMs === undefined || account.closedAtMs !== undefined ? {} : { exhaustedSinceMs }),
    renewsAtMs: cycle.endMs,
    changedAtMs: account.lastAtMs,
  };
}
