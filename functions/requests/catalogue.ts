/** Answers whoever publishes plans and prices, and anyone who asks for the contract. */

import { httpRouter } from '../../shared/runtime/http-router.ts';
import { people } from '../../shared/runtime/people.ts';
import { handler as endPromotion } from '../api/end-promotion.ts';
import { handler as publishPlan } from '../api/publish-plan.ts';
import { handler as publishPromotion } from '../api/publish-promotion.ts';
import { handler as publishRateCard } from '../api/publish-rate-card.ts';
import { handler as readOpenapi } from '../api/read-openapi.ts';
import { handler as readProblem } from '../api/read-problem.ts';

export const handler = httpRouter(
  [publishPlan, publishPromotion, endPromotion, publishRateCard, readOpenapi, readProblem],
  {
    people,
    probe: { routeKey: 'GET /problems/{code}', parameters: { code: 'unavailable' } },
  },
);
