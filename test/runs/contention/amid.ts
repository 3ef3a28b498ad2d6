/** Changes that nothing may share an item with, in the midst of debits: how long they take, and whether the limit holds. */
import { microcredits, plus } from '../../../shared/domain/amount.ts';
import type { Outcome } from '../../../shared/domain/decisions/outcome.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { changePlan } from '../../../shared/operations/change-plan.ts';
import { purchasePack } from '../../../shared/operations/purchase-pack.ts';
import { setLimit } from '../../../shared/operations/set-limit.ts';
import { checkBooks } from './books.ts';
import { timedKey } from './keys.ts';
import { openLoop } from './load.ts';
import { type ContentionRow, contentionRow } from './measured.ts';
import { count, newTally } from './tally.ts';
import { caller, createWorld, type World } from './world.ts';
import { debitWork, newWriter, type Writer } from './writer.ts';

export interface Amid {
  readonly debits: ContentionRow;
  readonly changes: readonly { readonly name: string; readonly ms: number; readonly isDone: boolean }[];
  /** Microcredits debited after the limit was set, beyond it. */
  readonly beyondLimit: number;
}

const accountId = 'hot';
const seed = 20_261_128;
const perSecond = 200;
/** Reached within the run: about a second of debits. */
const limitCredits = microcredits(300_000);
/** Lower than what the account is on: it takes effect with the next cycle, and is written now. */
const nextPlanId = 'team';

type Exclusive = (writer: Writer, key: string, nowMs: number) => Promise<Outcome<Entry>>;

const changes: readonly { readonly name: string; readonly change: Exclusive }[] = [
  {
    name: 'a purchase',
    change: ({ store }, key, nowMs) =>
      purchasePack(store, { ...askedCase(key), packId: 'burst-1000', paymentId: key }, nowMs),
  },
  {
    name: 'a plan change',
    change: ({ store }, key, nowMs) => changePlan(store, { ...askedCase(key), planId: nextPlanId }, nowMs),
  },
  {
    name: 'a new limit',
    change: ({ store }, key, nowMs) =>
      setLimit(store, { ...askedCase(key), limitId: 'ai', scope: { category: 'ai' }, credits: limitCredits }, nowMs),
  },
];

export async function runAmid(): Promise<Amid> {
  const world = await createWorld(seed, [accountId]);
  const { time, random } = world;
  const own = newTally();
  const took: number[] = [];
  const newWorker = async () => debitWork(world, await newWriter(world), { accountId });
  const beside = async (): Promise<void> => {
    for (const { change } of changes) {
      await time.sleep(1_000);
      took.push(await changedItem(world, own, change));
    }
  };
  const seconds = changes.length + 3;
  const load = await time.run(openLoop({ newWorker, time, random }, perSecond, seconds * 1_000, beside));
  const acknowledged = [...load.acknowledged, ...own.acknowledged];
  const unanswered = [...load.unanswered, ...own.unanswered];
  const books = await checkBooks(world.store, accountId, { acknowledged, unanswered });
  return {
    debits: contentionRow({ name: `${perSecond}/s, a purchase, a plan change and a limit amid`, subject: 'ours' }, [
      { load, traffic: world.traffic, books },
    ]),
    changes: changes.map(({ name }, at) => {
      const ms = took[at] ?? Number.NaN;
      return { name, ms: Math.abs(ms), isDone: ms >= 0 };
    }),
    beyondLimit: beyond(books.entries),
  };
}

/** How long it took; negative when it wasn't done. */
async function changedItem(world: World, tally: ReturnType<typeof newTally>, change: Exclusive): Promise<number> {
  const { time, random } = world;
  const writer = await newWriter(world);
  const key = timedKey(time.nowMs(), random);
  const startedMs = time.nowMs();
  const done = await writer.attempt(key, () => change(writer, key, Math.floor(time.nowMs())));
  const ms = time.nowMs() - startedMs;
  count(tally, done.kind === 'done' ? { kind: 'acknowledged', keys: [key] } : done, ms);
  return done.kind === 'done' ? ms : -ms;
}

function beyond(entries: readonly Entry[]): number {
  const setAt = entries.findIndex(({ type }) => type === 'limit');
  if (setAt < 0) return Number.NaN;
  const debited = entries
    .slice(setAt)
    .filter(({ type }) => type === 'debit')
    .reduce((sum, { credits }) => plus(sum, credits), microcredits(0));
  return Math.max(0, debited - limitCredits);
}

function askedCase(key: string) {
  return { accountId, caller, idempotencyKey: key, fingerprint: key };
}
