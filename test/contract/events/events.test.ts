import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eventOf } from '../../../shared/contract/events/event-detail.ts';
import { detailSchema, type EventType, eventTypes } from '../../../shared/contract/events/event-types.ts';
import type { Signal, SignalKind, SignalNews } from '../../../shared/domain/projections/signal.ts';
import { signalKinds } from '../../../shared/domain/projections/signal.ts';
import { credits, startMs } from '../../support/builders/fixtures.ts';

const exported: {
  readonly events: Record<string, { readonly version: number; readonly description: string; readonly detail: object }>;
} = JSON.parse(readFileSync(new URL('../../../shared/contract/events/events.json', import.meta.url), 'utf8'));

const grant = { grantId: 'add-on-7', source: 'add-on', credits: credits(5), expiresAtMs: startMs } as const;

/** One of each: a kind of signal that is added does not compile until it is here. */
const news = {
  'debit-refused': {
    kind: 'debit-refused',
    idempotencyKey: 'k',
    available: credits(1),
    required: credits(2.5),
    renewsAtMs: startMs,
  },
  'balance-low': { kind: 'balance-low', threshold: credits(100), available: credits(99.999999) },
  exhausted: { kind: 'exhausted' },
  restored: { kind: 'restored', available: credits(1) },
  'cycle-reset': {
    kind: 'cycle-reset',
    ...{ cycle: 1, startMs, endMs: startMs + 1, planId: 'team', granted: credits(5), available: credits(5) },
  },
  'credits-expired': { kind: 'credits-expired', ...grant },
  'credits-expiring-soon': { kind: 'credits-expiring-soon', ...grant },
  'hold-expired': { kind: 'hold-expired', holdId: 'hold_1', credits: credits(1) },
  'plan-changed': { kind: 'plan-changed', from: 'team', to: 'scale' },
  'top-up-wanted': { kind: 'top-up-wanted', packId: 'burst', available: credits(1), count: 1 },
  'top-up-failed': { kind: 'top-up-failed', packId: 'burst', sinceMs: startMs, asked: 2 },
  'top-up-given-up': { kind: 'top-up-given-up', packId: 'burst', sinceMs: startMs, asked: 5 },
  'top-up-capped': { kind: 'top-up-capped', packId: 'burst', maxPerCycle: 1 },
  overrun: { kind: 'overrun', credits: credits(1), overrun: credits(3) },
  'use-uncovered': { kind: 'use-uncovered', holdId: 'hold_1', credits: credits(1) },
  'payment-in-question': {
    kind: 'payment-in-question',
    paymentId: 'pi_1',
    checkoutId: 'cs_1',
    packId: 'burst',
    finding: 'wrong-price',
  },
  suspended: { kind: 'suspended', waiting: credits(5), sinceMs: startMs },
  resumed: { kind: 'resumed', available: credits(5) },
  'brake-applied': {
    kind: 'brake-applied',
    ...{ limitId: 'brake-1', dimension: 'user', value: 'ada', endsAtMs: startMs },
  },
  'brake-released': { kind: 'brake-released', limitId: 'brake-1' },
  'ledger-breach': { kind: 'ledger-breach', findings: ['the chain breaks at 7'] },
} satisfies { readonly [Kind in SignalNews['kind']]: SignalNews };

const disabled = { kind: 'endpoint-disabled', endpointId: 'end_1', name: 'billing', reason: 'failing' } as const;

function signalOf(kind: SignalKind): Signal {
  const head = { id: `acme/7/${kind}`, atMs: startMs };
  if (kind === 'endpoint-disabled') return { ...disabled, ...head };
  return { ...news[kind], ...head, accountId: 'acme', seq: 7 };
}

describe('an event', () => {
  it.each(signalKinds)('%s is what its exported schema says, under its name and version', (kind) => {
    const type: EventType = eventTypes[kind];

    const event = eventOf(signalOf(kind));

    expect(event['detail-type']).toBe(type.name);
    expect(detailSchema(type).safeParse(event.detail).error).toBeUndefined();
    const { version, description, detail } = exported.events[type.name] ?? {};
    expect([version, description]).toEqual([type.version, type.meaning]);
    const ofAccount = type.isOfAccount === false ? [] : ['accountId'];
    const members = { metadata: { required: ['id', 'version', 'at', ...ofAccount] } };
    expect(detail).toMatchObject({ properties: { ...members, data: { required: Object.keys(event.detail.data) } } });
  });

  it('is exported by name, and no other is', () => {
    expect(Object.keys(exported.events).sort()).toEqual(
      Object.values(eventTypes)
        .map(({ name }) => name)
        .sort(),
    );
  });
});
