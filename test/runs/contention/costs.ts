/** The cost of one account's changes when nobody else is there: by what hangs off the account, and with the stream's consumer. */
import { microcredits } from '../../../shared/domain/amount.ts';
import { adjustCredits } from '../../../shared/operations/adjust-credits.ts';
import { projectCommits } from '../../../shared/operations/project-commits.ts';
import type { Commit } from '../../../shared/operations/reading/commit.ts';
import { setLimit } from '../../../shared/operations/set-limit.ts';
import { decodeAccount } from '../../../shared/storage/account-item.ts';
import { accountKey, type Item } from '../../../shared/storage/table-keys.ts';
import { checkBooks } from './books.ts';
import { closedLoop } from './load.ts';
import { type ContentionRow, contentionRow } from './measured.ts';
import { caller, createWorld, type World } from './world.ts';
import { debitWork, heldWork, newWriter, type Work } from './writer.ts';

/** As many as an account may have. */
const many = 20;
const accountId = 'quiet';
const seed = 20_261_127;

export interface CostCase {
  readonly name: string;
  /** Brings the account to where it is measured. */
  readonly prepare?: (world: World) => Promise<void>;
  readonly work: (world: World) => Promise<Work>;
}

const debit = async (world: World): Promise<Work> => debitWork(world, await newWriter(world), { accountId });

/** The first is what those with limits and grants are compared to. */
export const costCases = {
  plain: { name: 'a debit alone', work: debit },
  limits: { name: `a debit of an account with ${many} limits`, prepare: withLimits, work: debit },
  grants: { name: `a debit of an account with ${many} grants`, prepare: withGrants, work: debit },
  held: {
    name: 'authorize + capture alone',
    work: async (world) => heldWork(world, await newWriter(world), accountId),
  },
  consumed: { name: 'a debit with the stream’s consumer', work: consumedDebit },
} as const satisfies Record<string, CostCase>;

export async function runCosts(seconds: number): Promise<Readonly<Record<keyof typeof costCases, ContentionRow>>> {
  const run = (each: CostCase): Promise<ContentionRow> => runCost(each, seconds);
  return {
    plain: await run(costCases.plain),
    limits: await run(costCases.limits),
    grants: await run(costCases.grants),
    held: await run(costCases.held),
    consumed: await run(costCases.consumed),
  };
}

async function runCost({ name, prepare, work }: CostCase, seconds: number): Promise<ContentionRow> {
  const world = await createWorld(seed, [accountId]);
  await prepare?.(world);
  const { time, random } = world;
  const load = await time.run(closedLoop({ newWorker: () => work(world), time, random }, 1, seconds * 1_000));
  const books = await checkBooks(world.store, accountId, load);
  return contentionRow({ name, subject: 'ours' }, [{ load, traffic: world.traffic, books }]);
}

async function withLimits({ store, time }: World): Promise<void> {
  for (let index = 0; index < many; index += 1) {
    const limitId = `limit-${index}`;
    const asked = { accountId, limitId, caller, idempotencyKey: limitId, fingerprint: limitId };
    const scope = { dimension: { name: 'user', value: `user-${index}` } };
    await setLimit(store, { ...asked, scope, credits: microcredits(1_000_000_000) }, time.nowMs());
  }
}

async function withGrants({ store, time }: World): Promise<void> {
  for (let index = 1; index < many; index += 1) {
    const key = `grant-${index}`;
    const asked = { accountId, caller, idempotencyKey: key, fingerprint: key, reason: 'goodwill', actor: 'ops' };
    await adjustCredits(store, { ...asked, credits: microcredits(1_000_000), direction: 'add' }, time.nowMs());
  }
}

/** The consumer takes in each commit before the next debit: alone, none shares its move with another. */
async function consumedDebit(world: World): Promise<Work> {
  const { store } = await newWriter(world);
  const waiting: Commit[] = [];
  const isAccount = ({ pk, sk }: Item): boolean => pk === accountKey(accountId).pk && sk === accountKey(accountId).sk;
  world.onWrite(({ before, after }) => {
    if (!isAccount(after)) return;
    const earlier = before === undefined ? {} : { before: decodeAccount(accountId, before) };
    waiting.push({ ...earlier, after: decodeAccount(accountId, after) });
  });
  const bus = { publish: async (): Promise<void> => {} };
  const work = await debit(world);
  return async () => {
    const done = await work();
    await projectCommits({ store, bus, nowMs: world.time.nowMs }, waiting.splice(0));
    return done;
  };
}
