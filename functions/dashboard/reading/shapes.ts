/** The service's answers, by name. */
import type { Answer, CreditsClient } from '../../../shared/client/credits-client.ts';

type Answered<Name extends keyof CreditsClient> =
  Awaited<ReturnType<CreditsClient[Name]>> extends Answer<infer Value> ? Value : never;

export type Account = Answered<'readAccount'>;
export type Grant = Account['grants'][number];
export type Access = Answered<'checkAccess'>;
export type Entry = Answered<'readLedger'>['entries'][number];
export type Slice = Entry['slices'][number];
export type Hold = Answered<'listHolds'>['holds'][number];
export type Statement = Answered<'readStatement'>;
export type Movement = Statement['movements'][number];
export type UsageReport = Answered<'readUsage'>;
export type UsageRow = UsageReport['rows'][number];
export type Plan = Answered<'readPlan'>;
export type Quote = Answered<'quoteUsage'>;
export type Insights = Answered<'readInsights'>;
export type PlanFit = NonNullable<Insights['planFit']>;
export type FleetLine = Answered<'readFleet'>['accounts'][number];
export type ServiceHealth = Answered<'readServiceHealth'>;
export type RateCards = Answered<'listRateCards'>;
export type RateCard = Answered<'readRateCard'>;
