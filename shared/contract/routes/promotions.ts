/** Promotion codes: all that were published, and the end of one before its time. */

import * as z from 'zod/mini';
import { promotion, promotionPage } from '../answers/promotion.ts';
import { promotionCode } from '../fields.ts';
import { listQuery } from '../requests/queries.ts';
import { nothing } from '../requests/requests.ts';
import { defineRoute } from './route.ts';
import { withoutBody } from './route-parts.ts';

const ofPromotion = z.strictObject({ code: promotionCode });

export const promotionRoutes = {
  listPromotions: defineRoute({
    ...withoutBody,
    id: 'list-promotions',
    method: 'GET',
    path: '/promotions',
    summary: 'List promotion codes',
    description: 'All that were published, ended ones too, a page at a time in the order of their names.',
    permission: 'operate',
    weight: 'usual',
    reaches: ['read-promotions'],
    audience: 'operators',
    params: nothing,
    query: listQuery,
    answer: { status: 200, description: 'A page of promotions.', schema: promotionPage },
    refusals: [],
    example: {},
  }),
  endPromotion: defineRoute({
    ...withoutBody,
    id: 'end-promotion',
    method: 'POST',
    path: '/promotions/{code}/end',
    summary: 'End a promotion code before its time',
    description:
      'Nobody redeems it any more, but for those who were about to. What it gave stays. A code that has ended stays as it is.',
    permission: 'publish',
    weight: 'usual',
    reaches: ['read-promotions', 'publish-promotions'],
    audience: 'operators',
    operatorRole: 'catalogue',
    params: ofPromotion,
    answer: { status: 200, description: 'The promotion.', schema: promotion },
    refusals: ['promotion-not-found'],
    example: { params: { code: 'WELCOME-2026' } },
  }),
} as const;
