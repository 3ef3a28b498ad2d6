/** Answers the gate, quotes, and plain reads of accounts and prices. */

import { taggedResult } from '../../shared/runtime/entity-tag.ts';
import { httpRouter } from '../../shared/runtime/http-router.ts';
import { people } from '../../shared/runtime/people.ts';
import { ofNobody } from '../../shared/runtime/trial.ts';
import { handler as checkAccess } from '../api/check-access.ts';
import { handler as listHolds } from '../api/list-holds.ts';
import { handler as listLimits } from '../api/list-limits.ts';
import { handler as listPlans } from '../api/list-plans.ts';
import { handler as listRateCards } from '../api/list-rate-cards.ts';
import { handler as listStandingUsage } from '../api/list-standing-usage.ts';
import { handler as quoteUsage } from '../api/quote-usage.ts';
import { handler as readAccount } from '../api/read-account.ts';
import { handler as readBrake } from '../api/read-brake.ts';
import { handler as readHold } from '../api/read-hold.ts';
import { handler as readPlan } from '../api/read-plan.ts';
import { handler as readRateCard } from '../api/read-rate-card.ts';

export const handler = httpRouter(
  [
    checkAccess,
    quoteUsage,
    readAccount,
    listHolds,
    readHold,
    listLimits,
    readBrake,
    listStandingUsage,
    readPlan,
    listPlans,
    readRateCard,
    listRateCards,
  ],
  {
    people,
    probe: { routeKey: 'GET /accounts/{accountId}', parameters: ofNobody },
    tag: taggedResult,
  },
);
