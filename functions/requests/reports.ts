/** Answers the reads that look back: they cost more, and are held to a share of their own. */

import { taggedResult } from '../../shared/runtime/entity-tag.ts';
import { httpRouter } from '../../shared/runtime/http-router.ts';
import { people } from '../../shared/runtime/people.ts';
import { ofNobody } from '../../shared/runtime/trial.ts';
import { handler as readInsights } from '../api/read-insights.ts';
import { handler as readLedger } from '../api/read-ledger.ts';
import { handler as readStatement } from '../api/read-statement.ts';
import { handler as readUsage } from '../api/read-usage.ts';

export const handler = httpRouter([readLedger, readStatement, readUsage, readInsights], {
  people,
  probe: { routeKey: 'GET /accounts/{accountId}/ledger', parameters: ofNobody },
  tag: taggedResult,
});
