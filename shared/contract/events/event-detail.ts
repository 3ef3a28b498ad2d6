import type * as z from 'zod/mini';
import { topUpRequestId } from '../../domain/account/top-up-request.ts';
import { minus, toCredits } from '../../domain/amount.ts';
import { instant } from '../../domain/ledger/public-form.ts';
import { present } from '../../domain/present.ts';
import { defaultProject, isDefault, type Project } from '../../domain/project.ts';
import type { Signal, SignalKind } from '../../domain/projections/signal.ts';
import { eventTypes } from './event-types.ts';

/** EventBridge's `source` of the default project's events. */
export const eventSource = 'credits';

/** Those of another project have one of their own, as `credits.acme-test`: a rule for one project's is met by no other's. */
export function sourceOf(project: Project): string {
  return isDefault(project) ? eventSource : `${eventSource}.${project.name}`;
}

/** The project whose events have this source, by name; undefined where it is no source of ours. */
export function projectOfSource(source: string): string | undefined {
  if (source === eventSource) return defaultProject.name;
  return source.startsWith(`${eventSource}.`) ? source.slice(eventSource.length + 1) : undefined;
}

/** An event as EventBridge carries it. */
export interface PublishedEvent {
  /** As `sourceOf` has it. */
  readonly source: string;
  readonly 'detail-type': string;
  readonly time: string;
  readonly detail: {
    readonly metadata: Record<string, unknown>;
    readonly data: Record<string, unknown>;
  };
}

/** Where an event comes from. */
export interface EventOrigin {
  /** How often the table was restored: never when left out. */
  readonly restoration?: number;
  /** The default one when left out. */
  readonly project?: Project;
}

/**
 * A table that was restored goes on from an earlier entry, and what it writes then has the numbers of what was lost. So each
 * restore has a number, 1 and up, which is part of the ids from then on: an id never comes again with other content.
 */
export function eventOf(
  signal: Signal,
  { restoration = 0, project = defaultProject }: EventOrigin = {},
): PublishedEvent {
  const { name, version } = eventTypes[signal.kind];
  const { id, accountId, atMs, seq } = signal;
  const at = instant(atMs);
  return {
    source: sourceOf(project),
    'detail-type': name,
    time: at,
    detail: {
      metadata: {
        id: eventId(id, { restoration, project }),
        version,
        at,
        ...(isDefault(project) ? {} : { project: project.name }),
        ...present({ accountId, seq }),
      },
      data: dataOf(signal.kind, signal),
    },
  };
}

/** Accounts of two projects may have one id: their events don't. */
function eventId(id: string, { restoration, project }: Required<EventOrigin>): string {
  const own = isDefault(project) ? id : `${project.name}/${id}`;
  return restoration === 0 ? own : `${own}/restored-${restoration}`;
}

type SignalOf<Kind extends SignalKind> = Signal & { readonly kind: Kind };
type EventData<Kind extends SignalKind> = z.input<(typeof eventTypes)[Kind]['data']>;

function dataOf<Kind extends SignalKind>(kind: Kind, signal: SignalOf<Kind>): EventData<Kind> {
  return data[kind](signal);
}

const expiry = (signal: SignalOf<'credits-expired' | 'credits-expiring-soon'>): EventData<'credits-expired'> => ({
  grantId: signal.grantId,
  source: signal.source,
  credits: toCredits(signal.credits),
  expiresAt: instant(signal.expiresAtMs),
});

const topUpEnd = (signal: SignalOf<'top-up-failed' | 'top-up-given-up'>): EventData<'top-up-failed'> => {
  const { accountId, seq = 0, packId, sinceMs, asked, reason } = signal;
  const requestId = topUpRequestId({ accountId, seq, sinceMs });
  return { packId, requestId, requestedAt: instant(sinceMs), asked, ...present({ reason }) };
};

const data: { readonly [Kind in SignalKind]: (signal: SignalOf<Kind>) => EventData<Kind> } = {
  'debit-refused': ({ idempotencyKey, available, required, renewsAtMs }) => ({
    idempotencyKey,
    available: toCredits(available),
    required: toCredits(required),
    shortfall: toCredits(minus(required, available)),
    renewsAt: instant(renewsAtMs),
  }),
  'balance-low': ({ threshold, available }) => ({ threshold: toCredits(threshold), available: toCredits(available) }),
  exhausted: () => ({ available: 0 }),
  restored: ({ available }) => ({ available: toCredits(available) }),
  'cycle-reset': ({ cycle, startMs, endMs, planId, granted, available }) => ({
    cycle,
    start: instant(startMs),
    end: instant(endMs),
    planId,
    granted: toCredits(granted),
    available: toCredits(available),
  }),
  'credits-expired': expiry,
  'credits-expiring-soon': expiry,
  'hold-expired': ({ holdId, credits }) => ({ holdId, credits: toCredits(credits) }),
  'plan-changed': ({ from, to, seats }) => ({ from, to, ...present({ seats }) }),
  'top-up-wanted': ({ accountId, seq = 0, atMs, packId, available, count, again }) => ({
    packId,
    available: toCredits(available),
    count,
    requestId: topUpRequestId({ accountId, seq, sinceMs: again?.sinceMs ?? atMs }),
    asked: again?.asked ?? 1,
  }),
  'top-up-failed': topUpEnd,
  'top-up-given-up': topUpEnd,
  'top-up-capped': ({ packId, maxPerCycle }) => ({ packId, maxPerCycle }),
  'use-uncovered': ({ holdId, credits }) => ({ holdId, credits: toCredits(credits) }),
  overrun: ({ credits, overrun }) => ({ credits: toCredits(credits), overrun: toCredits(overrun) }),
  suspended: ({ waiting, sinceMs }) => ({ waiting: toCredits(waiting), since: instant(sinceMs) }),
  resumed: ({ available }) => ({ available: toCredits(available) }),
  'ledger-breach': ({ findings }) => ({ findings: [...findings] }),
  'payment-in-question': ({ paymentId, checkoutId, packId, finding }) => ({ paymentId, checkoutId, packId, finding }),
  'brake-applied': ({ limitId, dimension, value, endsAtMs }) => ({
    limitId,
    dimension,
    value,
    until: instant(endsAtMs),
  }),
  'brake-released': ({ limitId }) => ({ limitId }),
  'endpoint-disabled': ({ endpointId, name, reason, failingSinceMs }) => ({
    endpointId,
    name,
    reason,
    ...(failingSinceMs === undefined ? {} : { failingSince: instant(failingSinceMs) }),
  }),
};
