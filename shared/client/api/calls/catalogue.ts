/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { CardReplay } from '../answers/card-replay.ts';
import type { ListPlansAnswer } from '../answers/list-plans-answer.ts';
import type { ListRateCardsAnswer } from '../answers/list-rate-cards-answer.ts';
import type { Plan } from '../answers/plan.ts';
import type { Promotion } from '../answers/promotion.ts';
import type { RateCard } from '../answers/rate-card.ts';
import type {
  PublishPlanBody,
  PublishPromotionBody,
  PublishRateCardBody,
  ReplayRateCardBody,
  ReplayRateCardQuery,
} from '../requests/catalogue.ts';

export interface CatalogueMethods {
  /** Publish a version of a plan. Versions are immutable. The first takes effect at once unless told otherwise, later ones two minutes after publication at the earliest. The same content again changes nothing. Refusals: version-exists. */
  publishPlan(
    call: { readonly planId: string | number; readonly body: PublishPlanBody } & CallOptions,
  ): Promise<Answer<Plan>>;

  /** Read a plan. The version in effect, or the first to come. Refusals: plan-not-found. */
  readPlan(call: { readonly planId: string | number } & CallOptions): Promise<Answer<Plan>>;

  /** List plans. Every version of every plan, by plan and instant of effect. */
  listPlans(call?: {} & CallOptions): Promise<Answer<ListPlansAnswer>>;

  /** Publish a rate card. A whole price list under a new version. It takes effect two minutes after publication at the earliest, so that every process prices by it from its first instant. Refusals: version-exists. */
  publishRateCard(
    call: { readonly version: string | number; readonly body: PublishRateCardBody } & CallOptions,
  ): Promise<Answer<RateCard>>;

  /** Read a rate card. Refusals: rate-card-not-found. */
  readRateCard(call: { readonly version: string | number } & CallOptions): Promise<Answer<RateCard>>;

  /** List rate cards. The versions without their prices, and which one is in effect. */
  listRateCards(call?: {} & CallOptions): Promise<Answer<ListRateCardsAnswer>>;

  /** Replay a cycle under a rate card that isn’t published. What each account would have been charged for the same use, by what charges: who gains and who loses, before anything is published. Takes what publishing takes, and refuses what it refuses; changes nothing. A page of accounts at a time: charges by quantity are priced anew, charges by amount stay. Refusals: version-exists. */
  replayRateCard(
    call: {
      readonly version: string | number;
      readonly query?: ReplayRateCardQuery;
      readonly body: ReplayRateCardBody;
    } & CallOptions,
  ): Promise<Answer<CardReplay>>;

  /** Publish a promotion code. A code with a budget: so many uses by all accounts together, and one by each. What it gives never changes; the same content again changes nothing. Refusals: promotion-exists. */
  publishPromotion(
    call: { readonly code: string | number; readonly body: PublishPromotionBody } & CallOptions,
  ): Promise<Answer<Promotion>>;

  /** Read a promotion code. What it gives, and how many of its uses are left. Refusals: promotion-not-found. */
  readPromotion(call: { readonly code: string | number } & CallOptions): Promise<Answer<Promotion>>;
}

export const catalogueOperations: { readonly [Name in keyof CatalogueMethods]: OperationCall } = {
  publishPlan: {
    id: 'publish-plan',
    method: 'PUT',
    path: '/plans/{planId}',
    isChange: false,
    status: 200,
    shape: {
      planId: 's',
      version: 's',
      effectiveFrom: 's',
      publishedAt: 's',
      credits: 'n',
      cycle: 's',
      lowBalanceThresholds: ['n'],
      overrun: { policy: 's', cap: 'n' },
      packs: [{ packId: 's', credits: 'n' }],
      usageWindowDays: 'n',
      graceDays: 'n',
    },
  },
  readPlan: {
    id: 'read-plan',
    method: 'GET',
    path: '/plans/{planId}',
    isChange: false,
    status: 200,
    shape: {
      planId: 's',
      version: 's',
      effectiveFrom: 's',
      publishedAt: 's',
      credits: 'n',
      cycle: 's',
      lowBalanceThresholds: ['n'],
      overrun: { policy: 's', cap: 'n' },
      packs: [{ packId: 's', credits: 'n' }],
      usageWindowDays: 'n',
      graceDays: 'n',
    },
  },
  listPlans: {
    id: 'list-plans',
    method: 'GET',
    path: '/plans',
    isChange: false,
    status: 200,
    shape: {
      plans: [
        {
          planId: 's',
          version: 's',
          effectiveFrom: 's',
          publishedAt: 's',
          credits: 'n',
          cycle: 's',
          lowBalanceThresholds: '*',
          overrun: '*',
          packs: '*',
          usageWindowDays: 'n',
          graceDays: 'n',
        },
      ],
    },
  },
  publishRateCard: {
    id: 'publish-rate-card',
    method: 'PUT',
    path: '/rate-cards/{version}',
    isChange: false,
    status: 200,
    shape: {
      version: 's',
      effectiveFrom: 's',
      publishedAt: 's',
      prices: [{ sku: 's', category: 's', credits: 'n', per: 'n' }],
    },
  },
  readRateCard: {
    id: 'read-rate-card',
    method: 'GET',
    path: '/rate-cards/{version}',
    isChange: false,
    status: 200,
    shape: {
      version: 's',
      effectiveFrom: 's',
      publishedAt: 's',
      prices: [{ sku: 's', category: 's', credits: 'n', per: 'n' }],
    },
  },
  listRateCards: {
    id: 'list-rate-cards',
    method: 'GET',
    path: '/rate-cards',
    isChange: false,
    status: 200,
    shape: { rateCards: [{ version: 's', effectiveFrom: 's', publishedAt: 's' }], inEffect: '*' },
  },
  replayRateCard: {
    id: 'replay-rate-card',
    method: 'POST',
    path: '/rate-cards/{version}/replay',
    isChange: false,
    status: 200,
    shape: {
      version: 's',
      accounts: [{ accountId: 's', cycle: 'n', entries: 'n', before: 'n', after: 'n', amounts: 'n', refused: '*' }],
      passed: { closed: 'n', firstCycle: 'n', otherCard: 'n' },
    },
  },
  publishPromotion: {
    id: 'publish-promotion',
    method: 'PUT',
    path: '/promotions/{code}',
    isChange: false,
    status: 200,
    shape: { code: 's', credits: 'n', endsAt: 's', uses: 'n', left: 'n', publishedAt: 's' },
  },
  readPromotion: {
    id: 'read-promotion',
    method: 'GET',
    path: '/promotions/{code}',
    isChange: false,
    status: 200,
    shape: { code: 's', credits: 'n', endsAt: 's', uses: 'n', left: 'n', publishedAt: 's' },
  },
};
