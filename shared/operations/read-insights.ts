import { type Account, balanceOf } from '../domain/account/account.ts';
import type { Quarantine } from '../domain/account/quarantine.ts';
import type { StandingUsage } from '../domain/account/standing-usage.ts';
import type { Microcredits } from '../domain/amount.ts';
import { type Plan, planAt } from '../domain/catalogue/plan.ts';
import type { Cycle } from '../domain/cycle.ts';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { adviceFor } from '../domain/insights/advice.ts';
import type { Advice } from '../domain/insights/advice-kinds.ts';
import { type Burn, burnOf } from '../domain/insights/burn.ts';
import { type BurnDown, burnDownOf } from '../domain/insights/burn-down.ts';
import { type RunOut, runOutOf } from '../domain/insights/run-out.ts';
import type { UseForecast } from '../domain/insights/use-forecast.ts';
import { firstHourOf } from '../domain/insights/use-history.ts';
import { type UseShares, useSharesOf } from '../domain/insights/use-shares.ts';
import { type Waste, wasteOf } from '../domain/insights/waste.ts';
import type { PlanFit } from '../domain/plan-fit/plan-fit.ts';
import { present } from '../domain/present.ts';
import type { RefusedOnDays } from '../domain/projections/refused-uses.ts';
import { dayMs } from '../domain/time.ts';
import type { CreditStore } from '../storage/store.ts';
import { ItemCorrupt } from '../storage/table.ts';
import { accountPlanFit } from './reading/account-plan-fit.ts';
import type { CurrentAccount } from './reading/bring-current.ts';
import { currentAccount } from './reading/current-account.ts';
import { type ExpectedTopUp, expectedTopUp } from './reading/expected-top-up.ts';
import { expectedUse } from './reading/expected-use.ts';

export interface Insights {
  readonly accountId: string;
  /** The entry up to which it is complete. */
  readonly through: { readonly seq: number; readonly atMs: number };
  readonly available: Microcredits;
  readonly cycle: Cycle;
  readonly timeZone: string;
  readonly burn: Burn;
  readonly burnDown: BurnDown;
  readonly outlook: Outlook;
  readonly waste: Waste;
  readonly kept: readonly StandingUsage[];
  readonly advice: readonly Advice[];
  /** Uses of this cycle's days that were turned away. */
  readonly refused: readonly RefusedOnDays[];
  readonly planFit?: PlanFit;
  readonly quarantine?: Quarantine;
  /** Some roll-ups can't be read, and are left out. */
  readonly isPartial?: true;
}

export interface InsightsQuestion {
  readonly accountId: string;
  /** True to replay the last cycles under every plan: that alone reads the ledger. */
  readonly hasPlanFit: boolean;
}

export type Outlook =
  | { readonly kind: 'closed' }
  | ({ readonly kind: 'forecast'; readonly exhaustedSinceMs?: number; readonly onItsWay?: OnItsWay } & RunOut)
  | Extract<UseForecast, { kind: 'abstains' }>;

/** A top-up that isn't paid yet, and when nothing is left once it is. */
export type OnItsWay = Pick<ExpectedTopUp, 'packId' | 'credits' | 'requestedAtMs'> & { readonly runOut: RunOut };

/** Three months that are over and the present one fit into it. */
const windowDays = 126;

/** From the account and the roll-ups of its last 18 weeks, and plan fit from the ledger of its last cycles. Other accounts are not looked at. */
export async function readInsights(
  store: CreditStore,
  { accountId, hasPlanFit }: InsightsQuestion,
  nowMs: number,
): Promise<Outcome<Insights>> {
  const current = await currentAccount(store, accountId, nowMs);
  if (current === undefined) return refused({ reason: 'account-not-found' });
  const { account, quarantine } = current;
  const balance = balanceOf(account);
  const { rollUps, through, forecast, isPartial } = await expectedUse(store, current, windowDays);
  const windowMs = Math.floor(current.nowMs / dayMs) * dayMs - windowDays * dayMs;
  const burn = burnOf(rollUps, {
    cycle: account.cycle,
    nowMs: current.nowMs,
    fromMs: Math.max(windowMs, firstHourOf(rollUps) ?? current.nowMs),
  });
  const waste = wasteOf(rollUps, { present: account.cycle.index, fromMs: windowMs });
  const [offered, turnedAway] = await Promise.all([plansNow(store, current), turnedAwayOf(store, current)]);
  const plan = offered.find(({ planId }) => planId === account.planId);
  const expected = await expectedTopUp(store, account, { plan, nowMs: current.nowMs });
  const outlook = outlookOf(account, { forecast, shares: useSharesOf(rollUps), expected });
  // What is on its way needn't be bought.
  const runOut = outlook.kind === 'forecast' ? (outlook.onItsWay?.runOut ?? outlook) : undefined;
  const fit = hasPlanFit ? await accountPlanFit(store, accountId, nowMs) : undefined;
  return done({
    accountId,
    through,
    available: balance.available,
    cycle: account.cycle,
    timeZone: account.schedule.timeZone,
    burn,
    burnDown: burnDownOf(rollUps, {
      cycle: account.cycle,
      nowMs: current.nowMs,
      grants: account.grants,
      left: balance.available + balance.held,
      available: balance.available,
      steps: account.closedAtMs === undefined && forecast.kind === 'forecast' ? forecast.steps : [],
    }),
    outlook,
    waste,
    kept: account.standing,
    advice: adviceFor({ account, nowMs: current.nowMs, plans: offered, burn, waste, runOut }),
    refused: turnedAway,
    ...(fit?.kind === 'done' ? { planFit: fit.value } : {}),
    ...present({ quarantine, isPartial }),
  });
}

/** Uses that were turned away on the days of this cycle. What can't be read spoils nothing else. */
async function turnedAwayOf(store: CreditStore, { account, nowMs }: CurrentAccount): Promise<readonly RefusedOnDays[]> {
  const span = { fromMs: account.cycle.startMs, toMs: nowMs };
  try {
    return await store.refusedDays.read(account, span);
  } catch (cause) {
    if (cause instanceof ItemCorrupt) return [];
    throw cause;
  }
}

/** All plans of the catalogue, as they are now. */
async function plansNow(store: CreditStore, { nowMs }: CurrentAccount): Promise<readonly Plan[]> {
  const { plans } = await store.catalogue.read(nowMs);
  return [...plans.keys()].flatMap((planId) => planAt(plans, planId, nowMs) ?? []);
}

interface Foreseen {
  readonly forecast: UseForecast;
  readonly shares: UseShares;
  readonly expected: ExpectedTopUp | undefined;
}

function outlookOf(account: Account, { forecast, shares, expected }: Foreseen): Outlook {
  if (account.closedAtMs !== undefined) return { kind: 'closed' };
  if (forecast.kind === 'abstains') return forecast;
  const { exhaustedSinceMs, grants } = account;
  const onItsWay = expected && {
    ...{ packId: expected.packId, credits: expected.credits, requestedAtMs: expected.requestedAtMs },
    runOut: runOutOf([...grants, expected.grant], forecast.steps, shares),
  };
  return {
    kind: 'forecast',
    ...present({ exhaustedSinceMs, onItsWay }),
    ...runOutOf(grants, forecast.steps, shares),
  };
}
