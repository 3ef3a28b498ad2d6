/**
 * Races that chance alone rarely brings about: a few requests which depend on the same thing, sent at once to processes that
 * know nothing yet, after whatever a race of their kind needs. Who comes first is drawn, and faults strike as ever.
 */
import { hash } from 'node:crypto';
import { microcredits } from '../../../shared/domain/amount.ts';
import { reportUsage } from '../../../shared/operations/report-usage.ts';
import { reverseDebit } from '../../../shared/operations/reverse-debit.ts';
import { setAutoTopUp } from '../../../shared/operations/set-auto-top-up.ts';
import { setLimit } from '../../../shared/operations/set-limit.ts';
import { credits, hourMs } from './catalogue.ts';
import type { Market } from './client.ts';
import type { SimRequest } from './request-kinds.ts';
import type { Occasion } from './sometimes.ts';
import {
  adjust,
  authorize,
  begun,
  bought,
  capture,
  createTrack,
  debit,
  refund,
  release,
  share,
  type Track,
} from './track.ts';

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
  await runPlaces(market);
}

/** Share of the histories in which more users come than a limit counts. */
const crowdedShare = 0.15;

async function runPlaces(market: Market): Promise<void> {
  const { world, accountIds } = market;
  if (!world.random.chance(crowdedShare) || world.violation() !== undefined) return;
  const accountId = world.random.pick(accountIds);
  const { books, isDamaged } = world.observer.watched(accountId);
  if (isDamaged || books.closedAtMs !== undefined || books.debt > 0) return;
  world.note('users raced for the last place that a limit has');
  const track = createTrack(market, accountId, 'places');
  const scope = { dimension: { name: 'user', each: true as const }, period: 'week' as const };
  await track.first(track.ask('set policy', { limitId: 'c', scope, credits: credits(20) }, setLimit));
  const by = (user: string): SimRequest => debit(track, 1, { dimensions: { user } });
  await track.first(by('ada'));
  await track.atOnce([by('bob')], [by('cy')], [by('dee'), by('ada')], [by('eve')], [by('cy'), by('fay')]);
}

const racesMax = 3;

interface Race {
  readonly occasion: Occasion;
  readonly race: (track: Track) => Promise<void>;
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
    occasion: 'users raced for the first of what each has',
    race: async (track) => {
      const amount = share(track.available(), 0.1);
      const scope = { dimension: { name: 'user', each: true as const }, period: 'week' as const };
      const limit = { limitId: 'c', scope, credits: microcredits(amount * 2) };
      await track.first(track.ask('set policy', limit, setLimit));
      const by = (user: string): SimRequest => debit(track, amount, { dimensions: { user } });
      await track.atOnce([by('ada')], [by('ada'), by('bob')], [by('ada')], [by('bob'), by('ada')]);
    },
  },
  {
    occasion: 'a hold was settled as the grant that it pins ended',
    race: async (track) => {
      const { world } = track.market;
      await bought(track, 'hour');
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
    occasion: 'parts of a purchase were taken back at once',
    race: async (track) => {
      const paymentId = await bought(track, 'hour');
      const told = { credits: 1_000_000, refundId: `re_${paymentId}` };
      const part = { credits: 700_000 };
      await track.atOnce(
        [refund(track, paymentId, told), debit(track, 1)],
        [refund(track, paymentId, told), refund(track, paymentId, part)],
        [refund(track, paymentId, part), refund(track, paymentId, part)],
      );
      await track.atOnce([refund(track, paymentId, told)], [refund(track, paymentId, {})]);
    },
  },
  {
    occasion: 'parts of a charge were given back at once',
    race: async (track) => {
      const amount = share(track.available(), 0.4);
      const charge = debit(track, amount);
      await track.first(charge);
      const { byKey } = track.market.world.observer.watched(track.accountId);
      const seq = byKey.get(charge.key)?.seq;
      // Unless the debit was refused, or never answered.
      if (seq === undefined) return;
      const back = (part: number): SimRequest =>
        track.ask('reverse', { seq, credits: share(amount, part) }, reverseDebit);
      await track.atOnce([back(0.3), back(0.5)], [back(0.3), debit(track, 1)], [back(0.6)]);
      await track.atOnce([track.ask('reverse', { seq }, reverseDebit)], [back(0.1)]);
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
      // Almost as long as a record may be, and nothing of it can be packed.
      const notes = Array.from({ length: 36 }, (_, at) => [`${at}`, hash('sha512', `note ${at}`, 'base64url')]);
      const dimensions = Object.fromEntries(notes);
      await track.atOnce(...Array.from({ length: 8 }, () => [debit(track, 1, { dimensions })]));
    },
  },
];
