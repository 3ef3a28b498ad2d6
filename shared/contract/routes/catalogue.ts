/** Plans and rate cards. */
import * as z from 'zod/mini';
import { plan, planPage } from '../answers/plan.ts';
import { rateCard, rateCardPage } from '../answers/rate-card.ts';
import { planId, rateCardVersion } from '../fields.ts';
import { planBody, rateCardBody } from '../requests/catalogue-requests.ts';
import { nothing } from '../requests/requests.ts';
import { bodyUsualBytes, defineRoute } from './route.ts';
import { publishesCatalogue, withoutBody } from './route-parts.ts';

const rateCardBytes = 5 * 1024 * 1024;

export const catalogueRoutes = {
  publishPlan: defineRoute({
    id: 'publish-plan',
    method: 'PUT',
    path: '/plans/{planId}',
    summary: 'Publish a version of a plan',
    description:
      'Versions are immutable. The first takes effect at once unless told otherwise, later ones two minutes after publication at the earliest. The same content again changes nothing.',
    permission: 'publish',
    weight: 'heavy',
    reaches: publishesCatalogue,
    audience: 'none',
    isChange: false,
    params: z.strictObject({ planId }),
    query: nothing,
    body: planBody,
    bodyMaxBytes: bodyUsualBytes,
    answer: { status: 200, description: 'The published version.', schema: plan },
    refusals: ['version-exists'],
    example: {
      params: { planId: 'team' },
      body: {
        name: 'Team',
        credits: 5000,
        lowBalanceThresholds: [500],
        packs: [
          { packId: 'burst-1000', credits: 1000, price: { amount: 12, currency: 'USD' } },
          { packId: 'burst-5000', credits: 5000, price: { amount: 55, currency: 'USD' } },
        ],
        price: { amount: 49, currency: 'USD', interval: 'month' },
      },
    },
  }),
  readPlan: defineRoute({
    ...withoutBody,
    id: 'read-plan',
    method: 'GET',
    path: '/plans/{planId}',
    summary: 'Read a plan',
    description: 'The version in effect, or the first to come.',
    permission: 'read',
    weight: 'usual',
    reaches: ['read-catalogue'],
    audience: 'everyone',
    params: z.strictObject({ planId }),
    answer: { status: 200, description: 'The plan.', schema: plan },
    refusals: ['plan-not-found'],
    example: { params: { planId: 'team' } },
  }),
  listPlans: defineRoute({
    ...withoutBody,
    id: 'list-plans',
    method: 'GET',
    path: '/plans',
    summary: 'List plans',
    description: 'Every version of every plan, by plan and instant of effect.',
    permission: 'read',
    weight: 'usual',
    reaches: ['read-catalogue'],
    audience: 'operators',
    params: nothing,
    answer: { status: 200, description: 'The plans.', schema: planPage },
    refusals: [],
    example: {},
  }),
  publishRateCard: defineRoute({
    id: 'publish-rate-card',
    method: 'PUT',
    path: '/rate-cards/{version}',
    summary: 'Publish a rate card',
    description:
      'A whole price list under a new version. It takes effect two minutes after publication at the earliest, so that every process prices by it from its first instant.',
    permission: 'publish',
    weight: 'heavy',
    reaches: publishesCatalogue,
    audience: 'none',
    isChange: false,
    params: z.strictObject({ version: rateCardVersion }),
    query: nothing,
    body: rateCardBody,
    bodyMaxBytes: rateCardBytes,
    answer: { status: 200, description: 'The published rate card.', schema: rateCard },
    refusals: ['version-exists'],
    example: {
      params: { version: '2026-12-01' },
      body: {
        effectiveFrom: '2026-12-01T00:00:00.000Z',
        prices: [{ sku: 'ai.gpt-4o.input-token', category: 'ai', credits: 200, per: 1000000, unit: 'token' }],
      },
    },
  }),
  readRateCard: defineRoute({
    ...withoutBody,
    id: 'read-rate-card',
    method: 'GET',
    path: '/rate-cards/{version}',
    summary: 'Read a rate card',
    permission: 'read',
    alsoBy: ['charge'],
    weight: 'usual',
    reaches: ['read-catalogue'],
    audience: 'everyone',
    params: z.strictObject({ version: rateCardVersion }),
    answer: { status: 200, description: 'The rate card.', schema: rateCard },
    refusals: ['rate-card-not-found'],
    example: { params: { version: '2026-11-01' } },
  }),
  listRateCards: defineRoute({
    ...withoutBody,
    id: 'list-rate-cards',
    method: 'GET',
    path: '/rate-cards',
    summary: 'List rate cards',
    description: 'The versions without their prices, and which one is in effect.',
    permission: 'read',
    alsoBy: ['charge'],
    weight: 'usual',
    reaches: ['read-catalogue'],
    audience: 'everyone',
    params: nothing,
    answer: { status: 200, description: 'The versions.', schema: rateCardPage },
    refusals: [],
    example: {},
  }),
} as const;
