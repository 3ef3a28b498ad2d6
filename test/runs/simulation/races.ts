/**
 * Races that chance alone rarely brings about: a few requests which depend on the same thing, sent at once to processes that
 * know nothing yet, after whatever a race of their kind needs. Who comes first is drawn, and faults strike as ever.
 */
import { microcredits } from '../../../shared/domain/amount.ts';
import type { Outcome } from '../../../shared/domain/decisions/outcome.ts';
import { adjustCredits } from '../../../shared/operations/adjust-credits.ts';
import { authorizeHold } from '../../../shared/operations/authorize-hold.ts';
import { captureHold } from '../../../shared/operations/capture-hold.ts';
import { debitCredits } from '../../../shared/operations/debit-credits.ts';
import { purchasePack } from '../../../shared/operations/purchase-pack.ts';
import { releaseHold } from '../../../shared/operations/release-hold.ts';
import { reportUsage } from '../../../shared/operations/report-usage.ts';
import { setAutoTopUp } from '../../../shared/operations/set-auto-top-up.ts';
import { setLimit } from '../../../shared/operations/set-limit.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import { credits, hourMs } from './catalogue.ts';
import { availableIn } from './checkers/books.ts';
import { insist, type Market } from './client.ts';
import { uuidV7Of } from './mint-key.ts';
import type { RequestKind, SimRequest } from './requests.ts';
import { send } from './send.ts';
import { createProcess } from './sim-process.ts';
import type { Occasion } from './sometimes.ts';

export async function runRaces(market: Market): Promise<void> {
  const { world } = market;
  for (let count = 0; count < racesMax && world.violation() === undefined; count += 1) {
    const { occasion, race } = world.random.pick(races);
    const accountId = world.random.pick(market.accountIds);
    const { books, isDamaged } = world.observer.watched(accountId);
    if (isDamaged || books.closedAtMs !== undefined || books.debt > 0) continue;
    world.note(occasion);
    await race(createTrack(market, accountId, `race-${count}`));
  }
}

const racesMax = 3;
const lifeMs = 6 * hourMs;

/** An account to race on: requests of it, one after the other or at once. */
interface Track {
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

function createTrack(market: Market, accountId: string, name: string): Track {
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

interface Race {
  readonly occasion: Occasion;
  readonly race: (track: Track) => Promise<void>;
}

/** A share of what there is, so that whatever the account holds the race is a close one. */
const share = (available: number, part: number): ReturnType<typeof microcredits> =>
  microcredits(Math.max(1, Math.floor(available * part)));

const debit = (track: Track, amount: number, more: object = {}): SimRequest =>
  track.ask(
    'debit',
    { charge: { credits: microcredits(Math.max(1, amount)), category: 'ai' as const }, ...more },
    debitCredits,
  );

const authorize = (track: Track, amount: number, life = lifeMs): SimRequest =>
  track.ask(
    'authorize',
    {
      charge: { credits: microcredits(Math.max(1, amount)), category: 'ai' as const },
      lifeMs: life,
      whenExhausted: 'pause' as const,
    },
    authorizeHold,
  );

const release = (track: Track, holdId: string): SimRequest => track.ask('release', { holdId }, releaseHold);

const capture = (track: Track, holdId: string, amount: number): SimRequest =>
  track.ask('capture', { holdId, charge: { credits: microcredits(amount) }, isLateAllowed: false }, captureHold);

const adjust = (track: Track, amount: number): SimRequest =>
  track.ask(
    'adjust',
    { direction: 'add' as const, credits: microcredits(amount), reason: 'goodwill', actor: 'ops' },
    adjustCredits,
  );

async function begun(track: Track, amount: number, life = lifeMs): Promise<string> {
  const request = authorize(track, amount, life);
  await track.first(request);
  return track.holdOf(request);
}

const races: readonly Race[] = [
  {
    occasion: 'a refusal raced what gave credits back',
    race: async (track) => {
      const holdId = await begun(track, share(track.available(), 0.5));
      const wanted = track.available() + 1;
      await track.atOnce([debit(track, wanted)], [release(track, holdId)], [debit(track, wanted)]);
    },
  },
  {
    occasion: 'a group that gives back what it takes raced with others',
    race: async (track) => {
      const holdId = await begun(track, share(track.available(), 0.5));
      const most = Math.max(1, track.available() - 2);
      const group = [debit(track, 1), debit(track, most), release(track, holdId)];
      await track.atOnce([group], [debit(track, 10), debit(track, 10)], [debit(track, 10)]);
    },
  },
  {
    occasion: 'several changes of one hold raced',
    race: async (track) => {
      const holdId = await begun(track, share(track.available(), 0.3));
      const used = share(track.available(), 0.2);
      const report = track.ask('report', { holdId, charge: { credits: used } }, reportUsage);
      await track.atOnce(
        [capture(track, holdId, used)],
        [release(track, holdId)],
        [report],
        [capture(track, holdId, 1)],
      );
    },
  },
  {
    occasion: 'holds of different lives raced',
    race: async (track) => {
      const amount = share(track.available(), 0.1);
      const lives = [1_000, 60_000, hourMs, 5_000];
      await track.atOnce(...lives.map((life) => [authorize(track, amount, life)]));
    },
  },
  {
    occasion: 'debits raced for the last of a limit',
    race: async (track) => {
      const amount = share(track.available(), 0.2);
      const limit = { limitId: 'a', scope: { category: 'ai' as const }, credits: microcredits(amount * 2) };
      await track.first(track.ask('set limit', limit, setLimit));
      await track.atOnce(
        [debit(track, amount)],
        [debit(track, amount)],
        [authorize(track, amount)],
        [debit(track, amount)],
      );
    },
  },
  {
    occasion: 'a hold was settled as the grant that it pins ended',
    race: async (track) => {
      const { world } = track.market;
      const pack = { packId: 'hour', paymentId: `pi_${track.accountId}_${world.scheduler.picks}` };
      await track.first(track.ask('purchase', pack, purchasePack));
      const holdId = await begun(track, track.available());
      const { grants = [] } = world.observer.watched(track.accountId).loaded?.account ?? {};
      const endMs = Math.min(
        ...grants.map(({ expiresAtMs }) => expiresAtMs).filter((ms) => ms > world.scheduler.nowMs()),
      );
      // Unless the purchase was never answered.
      if (!Number.isFinite(endMs)) return;
      await world.scheduler.sleepUntil(endMs - world.random.below(25));
      await track.atOnce([release(track, holdId)], [debit(track, 1), debit(track, 1)], [debit(track, 1)]);
    },
  },
  {
    occasion: 'an item was replaced while it was filed',
    race: async (track) => {
      const few = (): readonly SimRequest[] => Array.from({ length: 8 }, () => debit(track, 1));
      const topUp = { autoTopUp: { packId: 'burst', threshold: credits(1), maxPerCycle: 1 } };
      const others = Array.from({ length: 4 }, (_, at) =>
        at % 2 === 0 ? adjust(track, 1) : track.ask('set top-up', topUp, setAutoTopUp),
      );
      await track.atOnce(few(), others, few());
    },
  },
  {
    occasion: 'long records came all at once',
    race: async (track) => {
      // With its fingerprint, which says all of it, a record is almost as long as one may be.
      const dimensions = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`note-${at}`, 'x'.repeat(115)]));
      await track.atOnce(...Array.from({ length: 8 }, () => [debit(track, 1, { dimensions })]));
    },
  },
];
