/// <reference types="zod-openapi" />
/** How the service fares, as operators are told. */
import * as z from 'zod/mini';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { findingsOf, healthFindings, type Measurements, sweepLagMs } from '../../domain/projections/service-health.ts';
import { type AnswerOf, instant, text, whole } from './answer-parts.ts';

const audit = z.strictObject({ at: instant, audited: whole, skipped: whole, breaches: whole, caughtUp: whole });
const messages = whole.check(z.minimum(0), z.meta({ description: 'Roughly.' }));

export const serviceHealth = z
  .strictObject({
    at: instant,
    findings: z.array(z.enum(healthFindings)).check(
      z.meta({
        description:
          'What needs somebody; empty when nothing does. `not-measured`: what lies beside the table did not answer.',
      }),
    ),
    sweep: z.strictObject({
      lagSeconds: whole.check(
        z.minimum(0),
        z.meta({ description: 'For how long something has been due that isn’t written. Balances are right anyway.' }),
      ),
      oldestDue: z.optional(z.strictObject({ accountId: text, dueAt: instant })),
      parked: whole.check(z.meta({ description: 'Accounts that failed lately and are left out for an hour.' })),
    }),
    audit: z.optional(
      audit.check(z.meta({ description: 'The last audit, of a rotating sample. Absent before the first.' })),
    ),
    queues: z.optional(z.array(z.strictObject({ name: text, kind: z.enum(['work', 'put-aside']), messages }))),
    alarms: z.optional(
      z
        .array(z.strictObject({ name: text, matter: text, since: instant }))
        .check(z.meta({ description: 'Those that ring.' })),
    ),
  })
  .check(z.meta({ id: 'ServiceHealth' }));

export function serviceHealthJson(measured: Measurements): AnswerOf<typeof serviceHealth> {
  const { atMs, parked, oldestDue, lastAudit, queues, alarms } = measured;
  return {
    at: instantText(atMs),
    findings: findingsOf(measured),
    sweep: {
      lagSeconds: Math.floor(sweepLagMs(measured) / 1_000),
      oldestDue: oldestDue && { accountId: oldestDue.accountId, dueAt: instantText(oldestDue.dueAtMs) },
      parked,
    },
    audit: lastAudit && auditJson(lastAudit),
    queues,
    alarms: alarms?.map(({ sinceMs, ...alarm }) => ({ ...alarm, since: instantText(sinceMs) })),
  };
}

function auditJson({ atMs, ...counts }: NonNullable<Measurements['lastAudit']>): AnswerOf<typeof audit> {
  return { at: instantText(atMs), ...counts };
}
