import {
  asksBy,
  type TopUpRequest,
  topUpDueMs,
  topUpLifeMs,
  topUpRequestId,
} from '../domain/account/top-up-request.ts';
import { present } from '../domain/present.ts';
import type { Signal } from '../domain/projections/signal.ts';
import type { Services } from '../ports/services.ts';
import { wantedTopUp } from './reading/wanted-top-up.ts';

type Asking = Pick<Services, 'store' | 'bus'>;

export interface TopUpsAsked {
  /** Requests that were asked for again, told to have failed, and given up. */
  readonly asked: number;
  readonly failed: number;
  readonly givenUp: number;
  readonly failures: readonly { readonly accountId: string; readonly cause: unknown }[];
}

/**
 * R34: tells what is due of requests for automatic top-ups. Each is told before it is kept that it was, under an id that says what is
 * told and which time: told again after a crash it is the same event. A request is not asked for while the account has enough again,
 * is suspended, closed or quarantined; it is given up all the same. One that fails holds up no other, and is tried at the next run.
 */
export async function askTopUps(services: Asking, nowMs: number): Promise<TopUpsAsked> {
  const counts = { asked: 0, failed: 0, givenUp: 0 };
  const failures: TopUpsAsked['failures'][number][] = [];
  for await (const accountId of services.store.topUps.due(nowMs)) {
    try {
      const told = await tellTopUp(services, accountId, nowMs);
      for (const kind of told) counts[kind] += 1;
    } catch (cause) {
      failures.push({ accountId, cause });
    }
  }
  return { ...counts, failures };
}

type Told = 'asked' | 'failed' | 'givenUp';

async function tellTopUp({ store, bus }: Asking, accountId: string, nowMs: number): Promise<readonly Told[]> {
  const request = await store.topUps.read(accountId);
  if (request === undefined || (topUpDueMs(request) ?? Number.POSITIVE_INFINITY) > nowMs) return [];
  const next = toldBy(request, nowMs);
  const signals = signalsBetween(request, next, nowMs);
  const isAsked = next.asked > request.asked;
  const wanted = isAsked ? await askedAgain(store, next, nowMs) : undefined;
  const all = wanted === undefined ? signals : [...signals, wanted];
  if (all.length > 0) await bus.publish(all);
  await store.topUps.rewrite(accountId, (known) =>
    topUpRequestId(known) === topUpRequestId(request) ? joined(known, next) : known,
  );
  return all.map(({ kind }) =>
    kind === 'top-up-failed' ? 'failed' : kind === 'top-up-given-up' ? 'givenUp' : 'asked',
  );
}

/** The request once everything that is due of it is told. */
function toldBy(request: TopUpRequest, nowMs: number): TopUpRequest {
  const { failure, end, sinceMs } = request;
  const told = { ...request, ...present({ failure: failure && { ...failure, isTold: true } }) };
  if (end !== undefined) return told;
  const givenUpMs = sinceMs + topUpLifeMs;
  if (nowMs >= givenUpMs) return { ...told, end: { as: 'given-up', atMs: givenUpMs } };
  return { ...told, asked: Math.max(request.asked, asksBy(request, nowMs)) };
}

/** Keeps what others have told meanwhile: that it was paid or failed once more. */
function joined(known: TopUpRequest, told: TopUpRequest): TopUpRequest {
  const failure = known.failure && { ...known.failure, isTold: known.failure.isTold || told.failure !== undefined };
  return { ...known, asked: told.asked, ...present({ failure, end: known.end ?? told.end }) };
}

function signalsBetween(before: TopUpRequest, after: TopUpRequest, nowMs: number): readonly Signal[] {
  const { accountId, seq, packId, sinceMs, asked, failure } = before;
  const about = { accountId, seq, packId, sinceMs, asked, ...present({ reason: failure?.reason }) };
  const failed = {
    ...about,
    kind: 'top-up-failed',
    id: idOf(before, 'top-up-failed'),
    atMs: failure?.firstMs ?? nowMs,
  } as const;
  const givenUp = {
    ...about,
    kind: 'top-up-given-up',
    id: idOf(before, 'top-up-given-up'),
    atMs: sinceMs + topUpLifeMs,
  } as const;
  return [
    ...(failure?.isTold === false ? [failed] : []),
    ...(before.end === undefined && after.end !== undefined ? [givenUp] : []),
  ];
}

async function askedAgain(store: Asking['store'], request: TopUpRequest, nowMs: number): Promise<Signal | undefined> {
  const { accountId, seq, packId, count, asked, sinceMs } = request;
  const wanted = await wantedTopUp(store, accountId, nowMs);
  if (wanted === undefined) return undefined;
  const { available } = wanted;
  const again = { asked, sinceMs };
  const id = idOf(request, `top-up-wanted/${asked}`);
  return { kind: 'top-up-wanted', id, accountId, atMs: nowMs, seq, packId, available, count, again };
}

function idOf({ accountId, seq }: TopUpRequest, what: string): string {
  return `${accountId}/${seq}/${what}`;
}
