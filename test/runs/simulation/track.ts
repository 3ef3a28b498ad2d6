/** An account that races run on, and what they ask of it. */
import { microcredits } from '../../../shared/domain/amount.ts';
import type { Outcome } from '../../../shared/domain/decisions/outcome.ts';
import { present } from '../../../shared/domain/present.ts';
import { adjustCredits } from '../../../shared/operations/adjust-credits.ts';
import { authorizeHold } from '../../../shared/operations/authorize-hold.ts';
import { captureHold } from '../../../shared/operations/capture-hold.ts';
import { debitCredits } from '../../../shared/operations/debit-credits.ts';
import { purchasePack } from '../../../shared/operations/purchase-pack.ts';
import { refundPurchase } from '../../../shared/operations/refund-purchase.ts';
import { releaseHold } from '../../../shared/operations/release-hold.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import { hourMs } from './catalogue.ts';
import { availableIn } from './checkers/books.ts';
import { insist, type Market } from './client.ts';
import { uuidV7Of } from './mint-key.ts';
import type { RequestKind, SimRequest } from './request-kinds.ts';
import { send } from './send.ts';
import { createProcess } from './sim-process.ts';

const lifeMs = 6 * hourMs;

/** An account to race on: requests of it, one after the other or at once. */
export interface Track {
  readonly market: Market;
  readonly accountId: string;
  readonly available: () => number;
  ask<Content extends object>(kind: RequestKind, content: Content, run: Run<Content>): SimRequest;
  /** Until it has an answer, with a process of its own. */
  first(request: SimRequest): Promise<void>;
  /** Each lane by a process that knows nothing: one request after the other, those in brackets together. */
  atOnce(...lanes: readonly (readonly (SimRequest | readonly SimRequest[])[])[]): Promise<void>;
  /** The hold that a request has opened. */
  holdOf(request: SimRequest): string;
}

type Run<Content> = (
  store: CreditStore,
  command: Content & Pick<SimRequest, 'accountId' | 'fingerprint'> & { idempotencyKey: string; caller: string },
  nowMs: number,
) => Promise<Outcome<unknown>>;

export function createTrack(market: Market, accountId: string, name: string): Track {
  const { world, sent } = market;
  const { observer, scheduler } = world;
  let asked = 0;
  let processes = 0;
  const newProcess = () => {
    processes += 1;
    return createProcess(world, `${name}-${processes}`);
  };
  return {
    market,
    accountId,
    available: () => availableIn(observer.watched(accountId).books),
    ask: (kind, content, run) => {
      asked += 1;
      const key = uuidV7Of(scheduler.nowMs(), `${accountId} ${name} ${asked} ${scheduler.picks}`);
      const fingerprint = `${kind} ${JSON.stringify(content)}`;
      const command = { ...content, accountId, idempotencyKey: key, caller: 'client', fingerprint };
      const request: SimRequest = {
        ...{ accountId, key, kind, fingerprint },
        ...('holdId' in content ? { holdId: String(content.holdId) } : {}),
        ...('paymentId' in content ? { paymentId: String(content.paymentId) } : {}),
        ...(kind === 'report' ? { isReport: true } : {}),
        run: (store, nowMs) => run(store, command, nowMs),
      };
      sent.push(request);
      return request;
    },
    first: (request) => insist({ ...market, fleet: { any: newProcess } }, request),
    atOnce: async (...lanes) => {
      await Promise.all(
        lanes.map(async (lane) => {
          const process = newProcess();
          for (const requests of lane)
            if (!process.isDead()) await Promise.all([requests].flat().map((request) => send(world, request, process)));
        }),
      );
    },
    holdOf: ({ key }) => observer.watched(accountId).byKey.get(key)?.hold?.holdId ?? 'hold_000000000_none',
  };
}

/** A share of what there is, so that whatever the account holds the race is a close one. */
export const share = (available: number, part: number): ReturnType<typeof microcredits> =>
  microcredits(Math.max(1, Math.floor(available * part)));

export const debit = (track: Track, amount: number, more: object = {}): SimRequest =>
  track.ask(
    'debit',
    { charge: { credits: microcredits(Math.max(1, amount)), category: 'ai' as const }, ...more },
    debitCredits,
  );

export const authorize = (track: Track, amount: number, life = lifeMs): SimRequest =>
  track.ask(
    'authorize',
    {
      charge: { credits: microcredits(Math.max(1, amount)), category: 'ai' as const },
      lifeMs: life,
      whenExhausted: 'pause' as const,
    },
    authorizeHold,
  );

export const release = (track: Track, holdId: string): SimRequest => track.ask('release', { holdId }, releaseHold);

export const capture = (track: Track, holdId: string, amount: number): SimRequest =>
  track.ask('capture', { holdId, charge: { credits: microcredits(amount) }, isLateAllowed: false }, captureHold);

export const adjust = (track: Track, amount: number): SimRequest =>
  track.ask(
    'adjust',
    { direction: 'add' as const, credits: microcredits(amount), reason: 'goodwill', actor: 'ops' },
    adjustCredits,
  );

export async function begun(track: Track, amount: number, life = lifeMs): Promise<string> {
  const request = authorize(track, amount, life);
  await track.first(request);
  return track.holdOf(request);
}

export async function bought(track: Track, packId: string): Promise<string> {
  const paymentId = `pi_${track.accountId}_${track.market.world.scheduler.picks}`;
  await track.first(track.ask('purchase', { packId, paymentId }, purchasePack));
  return paymentId;
}

export const refund = (track: Track, paymentId: string, more: { credits?: number; refundId?: string }): SimRequest => {
  const { credits: part, refundId } = more;
  const content = present({ paymentId, refundId, credits: part === undefined ? undefined : microcredits(part) });
  return track.ask('refund', content, refundPurchase);
};
