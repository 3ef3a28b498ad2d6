/** The service's answers, by name. */
import type { Answer, CreditsClient } from '../../../shared/client/credits-client.ts';

type AnswerOf<Name extends keyof CreditsClient> =
  Awaited<ReturnType<CreditsClient[Name]>> extends Answer<infer Value> ? Value : never;

export type Account = AnswerOf<'readAccount'>;
export type Grant = Account['grants'][number];
export type Access = AnswerOf<'checkAccess'>;
export type Entry = AnswerOf<'readLedger'>['entries'][number];
export type Receipt = AnswerOf<'setLimit'>;
export type Slice = Entry['slices'][number];
export type Hold = AnswerOf<'listHolds'>['holds'][number];
export type Statement = AnswerOf<'readStatement'>;
export type Movement = Statement['movements'][number];
export type UsageReport = AnswerOf<'readUsage'>;
export type UsageRow = UsageReport['rows'][number];
export type Limits = AnswerOf<'listLimits'>;
export type Plan = AnswerOf<'readPlan'>;
export type Quote = AnswerOf<'quoteUsage'>;
export type Insights = AnswerOf<'readInsights'>;
export type PlanFit = NonNullable<Insights['planFit']>;
export type Fleet = AnswerOf<'readFleet'>;
export type FleetLine = Fleet['accounts'][number];
export type ServiceHealth = AnswerOf<'readServiceHealth'>;
export type RateCards = AnswerOf<'listRateCards'>;
export type RateCard = AnswerOf<'readRateCard'>;
export type QuarantineReport = AnswerOf<'readQuarantine'>;
export type CardReplay = AnswerOf<'replayRateCard'>;
