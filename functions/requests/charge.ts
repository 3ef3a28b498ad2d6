/** Answers every change by which work is paid for. */

import { httpRouter } from '../../shared/runtime/http-router.ts';
import { ofNobody } from '../../shared/runtime/trial.ts';
import { handler as authorizeHold } from '../api/authorize-hold.ts';
import { handler as captureHold } from '../api/capture-hold.ts';
import { handler as debitBatch } from '../api/debit-batch.ts';
import { handler as debitCredits } from '../api/debit-credits.ts';
import { handler as endStandingUsage } from '../api/end-standing-usage.ts';
import { handler as keepStandingUsage } from '../api/keep-standing-usage.ts';
import { handler as releaseHold } from '../api/release-hold.ts';
import { handler as reportUsage } from '../api/report-usage.ts';

export const handler = httpRouter(
  [debitCredits, debitBatch, authorizeHold, reportUsage, captureHold, releaseHold, keepStandingUsage, endStandingUsage],
  {
    probe: {
      routeKey: 'POST /accounts/{accountId}/holds/{holdId}/release',
      parameters: { ...ofNobody, holdId: 'hold_000000000_0000000000000000' },
    },
  },
);
