/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { ListPromotionsAnswer } from '../answers/list-promotions-answer.ts';
import type { Promotion } from '../answers/promotion.ts';
import type { ListPromotionsQuery } from '../requests/promotions.ts';

export interface PromotionsMethods {
  /** List promotion codes. All that were published, ended ones too, a page at a time in the order of their names. */
  listPromotions(call?: { readonly query?: ListPromotionsQuery } & CallOptions): Promise<Answer<ListPromotionsAnswer>>;

  /** End a promotion code before its time. Nobody redeems it any more, but for those who were about to. What it gave stays. A code that has ended stays as it is. Refusals: promotion-not-found. */
  endPromotion(call: { readonly code: string | number } & CallOptions): Promise<Answer<Promotion>>;
}

export const promotionsOperations: { readonly [Name in keyof PromotionsMethods]: OperationCall } = {
  listPromotions: {
    id: 'list-promotions',
    method: 'GET',
    path: '/promotions',
    isChange: false,
    status: 200,
    shape: { promotions: [{ code: 's', credits: 'n', endsAt: 's', uses: 'n', left: 'n', publishedAt: 's' }] },
  },
  endPromotion: {
    id: 'end-promotion',
    method: 'POST',
    path: '/promotions/{code}/end',
    isChange: false,
    status: 200,
    shape: { code: 's', credits: 'n', endsAt: 's', uses: 'n', left: 'n', publishedAt: 's' },
  },
};
