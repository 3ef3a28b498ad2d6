/** Requests of every kind through the write path, by a seed, over a table in memory that notes every call and fails at times. */
import { createHash } from 'node:crypto';
import { microcredits } from '../../../shared/domain/amount.ts';
import { refuse } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext, Needs } from '../../../shared/domain/decisions/needs.ts';
import { chargebackMark, paymentMark, refundMark, reversalMark } from '../../../shared/domain/ledger/mark.ts';
import { present } from '../../../shared/domain/present.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import { StoreUnavailable, type Table } from '../../../shared/storage/table.ts';
import { seedDecider } from '../engines/faulty-table.ts';
import { createMemoryTable } from '../engines/memory-table.ts';
import { decideOpen } from './decisions.ts';
import { dayMs, requestNamed, startMs } from './fixtures.ts';
import { tell } from './told-values.ts';
import { drawDecision, variedCards, variedPlans } from './varied-commands.ts';

const steps = 40;
const faultShare = 0.08;
const payments = ['pi_1', 'pi_2', 'pi_3'];

/** The requests that the table got and the answers to callers, in order. */
export async function runStore(seed: number): Promise<readonly string[]> {
  const random = seedDecider(seed);
  const texts: string[] = [];
  const table = note(createMemoryTable(), random, (text) => texts.push(text));
  let waitedMs = 0;
  const sleep = async (ms: number): Promise<void> => {
    waitedMs += ms;
    texts.push(`sleep ${ms}`);
  };
  const newStore = (): CreditStore => createStore(table, { sleep, random: () => 0.5, monotonicMs: () => waitedMs });
  let store = newStore();
  // Another process, whose writes race the first one's.
  const rival = newStore();
  for (const each of variedPlans) await writeOutcome(store.catalogue.addPlan(each), texts);
  for (const each of variedCards) await writeOutcome(store.catalogue.addRateCard(each), texts);
  const accountId = `acct-${seed}`;
  const opening = { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs };
  let nowMs = startMs;
  await writeOutcome(
    store.change({ ...opening, nowMs, decide: (account, now) => decideOpen(account, opening, now) }),
    texts,
  );
  for (let step = 0; step < steps; step += 1) {
    nowMs += Math.floor(random() * (random() < 0.85 ? 60_000 : 9 * dayMs));
    if (random() < 0.2) store = newStore();
    const loaded = await store.readAccount(accountId).catch(() => undefined);
    const seq = loaded?.account.seq ?? 1;
    const holds =
      loaded === undefined ? [] : await store.holdsFrom(loaded, { from: 'hold_', limit: 50 }).catch(() => []);
    const together = random() < 0.3 ? 3 : 1;
    const keys = Array.from({ length: together }, () => `key ${Math.floor(random() * 60)}`);
    await Promise.all(
      keys.map((key, index) => {
        const entrySeq = Math.max(1, seq - Math.floor(random() * 6));
        const holdId = holds.at(-1 - Math.floor(random() * 3))?.holdId;
        const marks = payments.flatMap((id) => [paymentMark(id), refundMark(id), chargebackMark(id)]);
        const draws = createHash('sha256').update(`${seed} ${key}`).digest().readUInt32LE();
        const change = {
          ...{ accountId, nowMs, idempotencyKey: key, fingerprint: `print of ${key}`, entrySeq },
          ...present({ holdId }),
          marks: [...marks, reversalMark(entrySeq)],
          taking: microcredits(500_000_000),
        };
        const holdIds = holdId === undefined ? [] : [holdId];
        const decided = (index === 1 ? rival : store).change({
          ...change,
          decide: (account, context) =>
            account === undefined
              ? refuse({ reason: 'account-not-found' })
              : drawDecision(
                  account,
                  { random: seedDecider(draws), key, seq: entrySeq, holdIds },
                  within(change, context),
                ),
        });
        return writeOutcome(decided, texts);
      }),
    );
  }
  texts.push(...(await readings(store, accountId, nowMs)));
  return texts;
}

/** Restricts a context to what was looked up. What is drawn may name what was not looked up: to the draws, that isn't there. */
function within({ marks = [], entrySeq, holdId }: Needs, context: DecisionContext): DecisionContext {
  return {
    ...context,
    mark: (mark) => (marks.includes(mark) ? context.mark(mark) : undefined),
    markedEntry: (mark) => (marks.includes(mark) ? context.markedEntry(mark) : undefined),
    entry: (seq) => (seq === entrySeq ? context.entry(seq) : undefined),
    hold: (id) => (id === holdId ? context.hold(id) : undefined),
  };
}

async function readings(store: CreditStore, accountId: string, nowMs: number): Promise<readonly string[]> {
  const texts: string[] = [];
  const loaded = await store.readAccount(accountId, { isEventual: true }).catch(() => undefined);
  if (loaded === undefined) return texts;
  const { seq } = loaded.account;
  for (const from of [1, Math.ceil(seq / 2), seq])
    for (const order of ['ascending', 'descending'] as const)
      await writeOutcome(Array.fromAsync(store.entriesFrom(loaded, from, order)), texts);
  for (const each of [1, 2, seq, seq + 1]) await writeOutcome(store.entry(loaded, each), texts);
  await writeOutcome(store.dueHolds(loaded, { untilMs: nowMs + dayMs, storedSeq: seq }), texts);
  await writeOutcome(store.listAccounts({ limit: 5, isClosedToo: true }), texts);
  for (let shard = 0; shard < 16; shard += 1)
    await writeOutcome(store.dueAccounts({ shard, untilMs: nowMs + 90 * dayMs, limit: 5 }), texts);
  await writeOutcome(store.catalogue.read(nowMs), texts);
  await writeOutcome(store.catalogue.rateCardsFrom(startMs, nowMs), texts);
  await writeOutcome(store.watched.accountIds(nowMs), texts);
  return texts;
}

async function writeOutcome(answer: Promise<unknown>, texts: string[]): Promise<void> {
  const text = await answer.then(tell, (cause: unknown) => `threw ${cause instanceof Error ? cause.message : cause}`);
  texts.push(`answer ${text}`);
}

/** A write may be lost before or after it is stored; a read may fail. */
function note(table: Table, random: () => number, note: (text: string) => void): Table {
  const failing = (): boolean => random() < faultShare / 4;
  const read = async <T>(what: string, asks: unknown, run: () => Promise<T>): Promise<T> => {
    note(`${what} ${tell(asks)}`);
    if (failing()) throw new StoreUnavailable('no answer');
    return run();
  };
  const written = async <T>(
    write: () => Promise<T>,
  ): Promise<T | { readonly kind: 'in-doubt'; readonly cause: unknown }> => {
    const dice = random() / faultShare;
    if (dice < 0.4) return { kind: 'in-doubt', cause: new Error('lost before') };
    const outcome = await write();
    return dice < 1 ? { kind: 'in-doubt', cause: new Error('lost after') } : outcome;
  };
  return {
    get: (key, options) => read('get', [key, options], () => table.get(key, options)),
    getMany: (keys) => read('getMany', keys, () => table.getMany(keys)),
    query: (range) => read('query', range, () => table.query(range)),
    queryDue: (range) => read('queryDue', range, () => table.queryDue(range)),
    putMany: (items) => read('putMany', items, () => table.putMany(items)),
    put: (item, guard) => {
      note(`put ${tell([item, guard])}`);
      return written(() => table.put(item, guard));
    },
    update: (update) => {
      note(`update ${tell(update)}`);
      return written(() => table.update(update));
    },
  };
}
