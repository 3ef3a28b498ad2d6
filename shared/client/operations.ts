/**
 * Every operation of the API: how it is called, what it answers, and what the client has to know to carry it out.
 * `npm run openapi` writes this file and those of its folder from the route table: change the routes, never these.
 */
import type { OperationCall } from './answer.ts';
import { type AccountsMethods, accountsOperations } from './api/calls/accounts.ts';
import { type AlertsMethods, alertsOperations } from './api/calls/alerts.ts';
import { type ApiKeysMethods, apiKeysOperations } from './api/calls/api-keys.ts';
import { type CatalogueMethods, catalogueOperations } from './api/calls/catalogue.ts';
import { type ClockMethods, clockOperations } from './api/calls/clock.ts';
import { type ContractMethods, contractOperations } from './api/calls/contract.ts';
import { type CreditsMethods, creditsOperations } from './api/calls/credits.ts';
import { type EndpointsMethods, endpointsOperations } from './api/calls/endpoints.ts';
import { type HoldsMethods, holdsOperations } from './api/calls/holds.ts';
import { type InsightMethods, insightOperations } from './api/calls/insight.ts';
import { type LedgerMethods, ledgerOperations } from './api/calls/ledger.ts';
import { type LimitsMethods, limitsOperations } from './api/calls/limits.ts';
import { type OperatorsMethods, operatorsOperations } from './api/calls/operators.ts';
import { type PaymentsMethods, paymentsOperations } from './api/calls/payments.ts';
import { type PlanMethods, planOperations } from './api/calls/plan.ts';
import { type PromotionsMethods, promotionsOperations } from './api/calls/promotions.ts';
import { type RepairMethods, repairOperations } from './api/calls/repair.ts';
import { type StandingUsageMethods, standingUsageOperations } from './api/calls/standing-usage.ts';
import { type UsageMethods, usageOperations } from './api/calls/usage.ts';

export type { Answer, OperationCall } from './answer.ts';
export type * from './api/answers/abstention.ts';
export type * from './api/answers/access.ts';
export type * from './api/answers/account.ts';
export type * from './api/answers/account-details.ts';
export type * from './api/answers/advice.ts';
export type * from './api/answers/api-key.ts';
export type * from './api/answers/auto-top-up.ts';
export type * from './api/answers/balance.ts';
export type * from './api/answers/brake.ts';
export type * from './api/answers/burn.ts';
export type * from './api/answers/burn-down.ts';
export type * from './api/answers/card-replay.ts';
export type * from './api/answers/checkout.ts';
export type * from './api/answers/create-api-key-answer.ts';
export type * from './api/answers/create-endpoint-answer.ts';
export type * from './api/answers/customer-portal.ts';
export type * from './api/answers/debit-batch-answer.ts';
export type * from './api/answers/delete-endpoint-answer.ts';
export type * from './api/answers/delivery.ts';
export type * from './api/answers/endpoint.ts';
export type * from './api/answers/entry.ts';
export type * from './api/answers/fleet.ts';
export type * from './api/answers/fleet-account.ts';
export type * from './api/answers/grant.ts';
export type * from './api/answers/hold.ts';
export type * from './api/answers/hold-receipt.ts';
export type * from './api/answers/insights.ts';
export type * from './api/answers/kept.ts';
export type * from './api/answers/lift-quarantine-answer.ts';
export type * from './api/answers/limit-value.ts';
export type * from './api/answers/linked-customer.ts';
export type * from './api/answers/list-accounts-answer.ts';
export type * from './api/answers/list-api-keys-answer.ts';
export type * from './api/answers/list-deliveries-answer.ts';
export type * from './api/answers/list-endpoints-answer.ts';
export type * from './api/answers/list-holds-answer.ts';
export type * from './api/answers/list-limits-answer.ts';
export type * from './api/answers/list-plans-answer.ts';
export type * from './api/answers/list-promotions-answer.ts';
export type * from './api/answers/list-rate-cards-answer.ts';
export type * from './api/answers/list-standing-usage-answer.ts';
export type * from './api/answers/move-account-clock-answer.ts';
export type * from './api/answers/past-quarantine.ts';
export type * from './api/answers/plan.ts';
export type * from './api/answers/plan-fit.ts';
export type * from './api/answers/price.ts';
export type * from './api/answers/price-line.ts';
export type * from './api/answers/problem.ts';
export type * from './api/answers/promotion.ts';
export type * from './api/answers/proposed-repair.ts';
export type * from './api/answers/quarantine.ts';
export type * from './api/answers/quote.ts';
export type * from './api/answers/rate-card.ts';
export type * from './api/answers/read-ledger-answer.ts';
export type * from './api/answers/read-openapi-answer.ts';
export type * from './api/answers/read-problem-answer.ts';
export type * from './api/answers/read-quarantine-answer.ts';
export type * from './api/answers/receipt.ts';
export type * from './api/answers/refused-uses.ts';
export type * from './api/answers/report-usage-answer.ts';
export type * from './api/answers/resend-deliveries-answer.ts';
export type * from './api/answers/restore.ts';
export type * from './api/answers/rotate-api-key-answer.ts';
export type * from './api/answers/rotate-endpoint-secret-answer.ts';
export type * from './api/answers/run-out.ts';
export type * from './api/answers/service-health.ts';
export type * from './api/answers/slice.ts';
export type * from './api/answers/statement.ts';
export type * from './api/answers/subscription.ts';
export type * from './api/answers/test-endpoint-answer.ts';
export type * from './api/answers/top-up-request.ts';
export type * from './api/answers/unwatch-account-answer.ts';
export type * from './api/answers/usage.ts';
export type * from './api/answers/usage-split.ts';
export type * from './api/answers/usage-sums.ts';
export type * from './api/answers/verdict.ts';
export type * from './api/answers/waste.ts';
export type * from './api/answers/watch-account-answer.ts';
export type * from './api/answers/way.ts';
export type * from './api/requests/accounts.ts';
export type * from './api/requests/alerts.ts';
export type * from './api/requests/api-keys.ts';
export type * from './api/requests/catalogue.ts';
export type * from './api/requests/clock.ts';
export type * from './api/requests/credits.ts';
export type * from './api/requests/endpoints.ts';
export type * from './api/requests/holds.ts';
export type * from './api/requests/insight.ts';
export type * from './api/requests/ledger.ts';
export type * from './api/requests/limits.ts';
export type * from './api/requests/operators.ts';
export type * from './api/requests/payments.ts';
export type * from './api/requests/plan.ts';
export type * from './api/requests/promotions.ts';
export type * from './api/requests/repair.ts';
export type * from './api/requests/standing-usage.ts';
export type * from './api/requests/usage.ts';

export interface CreditsClient
  extends AccountsMethods,
    PlanMethods,
    UsageMethods,
    HoldsMethods,
    LimitsMethods,
    StandingUsageMethods,
    CreditsMethods,
    PaymentsMethods,
    LedgerMethods,
    AlertsMethods,
    InsightMethods,
    CatalogueMethods,
    OperatorsMethods,
    PromotionsMethods,
    RepairMethods,
    ApiKeysMethods,
    EndpointsMethods,
    ClockMethods,
    ContractMethods {}

export const operations: { readonly [Name in keyof CreditsClient]: OperationCall } = {
  ...accountsOperations,
  ...planOperations,
  ...usageOperations,
  ...holdsOperations,
  ...limitsOperations,
  ...standingUsageOperations,
  ...creditsOperations,
  ...paymentsOperations,
  ...ledgerOperations,
  ...alertsOperations,
  ...insightOperations,
  ...catalogueOperations,
  ...operatorsOperations,
  ...promotionsOperations,
  ...repairOperations,
  ...apiKeysOperations,
  ...endpointsOperations,
  ...clockOperations,
  ...contractOperations,
};
