/// <reference types="zod-openapi" />
/** How the service fares, as operators are told. */
import * as z from 'zod/mini';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { findingsOf, healthFindings, type Measurements, sweepLagMs } from '../../domain/projections/service-health.ts';
import { type AnswerOf, instant, text, whole } from './answer-parts.ts';
import { quarantine, quarantineJson } from './quarantine.ts';

const audit = z.strictObject({
  at: instant,
  audited: whole,
  unchanged: whole.check(z.meta({ description: 'Of those: nothing was new since they were verified.' })),
  skipped: whole.check(z.meta({ description: 'Of those: there was more to read than one audit takes.' })),
  breaches: whole,
  failed: whole.check(z.meta({ description: 'Could not be looked at; the next audit tries again.' })),
  caughtUp: whole,
  complete: z.boolean().check(z.meta({ description: 'Every account was seen; else the next audit goes on.' })),
});
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
    quarantined: z
      .array(z.strictObject({ accountId: text, ...quarantine.def.shape }))
      .check(z.meta({ description: 'Accounts that nothing changes until people have looked.' })),
    audit: z.optional(audit.check(z.meta({ description: 'The last audit. Absent before the first.' }))),
    queues: z.optional(z.array(z.strictObject({ name: text, kind: z.enum(['work', 'put-aside']), messages }))),
    alarms: z.optional(
      z
        .array(z.strictObject({ name: text, matter: text, since: instant }))
        .check(z.meta({ description: 'Those that ring.' })),
    ),
  })
  .check(z.meta({ id: 'ServiceHealth' }));

export function serviceHealthJson(measured: Measurements): AnswerOf<typeof serviceHealth> {
  const { atMs, parked, quarantined, oldestDue, lastAudit, queues, alarms } = measured;
  return {
    at: instantText(atMs),
    findings: findingsOf(measured),
    sweep: {
      lagSeconds: Math.floor(sweepLagMs(measured) / 1_000),
      oldestDue: oldestDue && { accountId: oldestDue.accountId, dueAt: instantText(oldestDue.dueAtMs) },
      parked,
    },
    quarantined: quarantined.map(({ accountId, ...why }) => ({ accountId, ...quarantineJson(why) })),
    audit: lastAudit && auditJson(lastAudit),
    queues,
    alarms: alarms?.map(({ sinceMs, ...alarm }) => ({ ...alarm, since: instantText(sinceMs) })),
  };
}

function auditJson({ atMs, isWhole, ...counts }: NonNullable<Measurements['lastAudit']>): AnswerOf<typeof audit> {
  return { at: instantText(atMs), ...counts, complete: isWhole };
}
