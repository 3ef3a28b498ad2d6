/** Accounts under load, of which a restore is rehearsed again and again while they live on. */
import { auditLedgers } from '../../../shared/operations/audit-ledgers.ts';
import { plan, startMs } from '../../support/builders/fixtures.ts';
import { seedDecider } from '../../support/engines/faulty-table.ts';
import { createKeptTable } from './kept-table.ts';
import { type Load, openAll, run } from './load.ts';
import { type Rehearsed, rehearse } from './rehearse.ts';
import { createWorld, type Seen } from './world.ts';

export interface Scale {
  readonly accounts: number;
  readonly times: number;
  readonly seed: number;
}

interface Watching {
  readonly told?: (done: Rehearsed, nth: number) => void;
  /** True once no other restore is to begin. */
  readonly isOver?: () => boolean;
}

/** Changes of each account before the first restore, and between two. */
const before = 12;
const between = 1;
/** Changes that are under way at once, and how much of the table's clock one call takes: two seconds go by between restores. */
const atOnce = 64;
const callsOfChange = 8;
const betweenMs = 2_000;

export async function rehearsals(
  { accounts, times, seed }: Scale,
  { told = () => {}, isOver = () => false }: Watching = {},
): Promise<readonly Rehearsed[]> {
  const callMs = betweenMs / (between * accounts * callsOfChange);
  const seen: Seen = { byId: new Map(), differing: new Set() };
  const world = createWorld(createKeptTable({ nowMs: startMs, callMs }), { seen, restoration: 0 });
  await world.store.catalogue.addPlan(plan());
  const accountIds = Array.from({ length: accounts }, (_, index) => `account-${index}`);
  const load: Load = { world, accountIds, random: seedDecider(seed), asked: [] };
  await openAll(load);
  await run(load, { changes: before * accounts, atOnce });
  await auditLedgers(world, world.nowMs());
  const done: Rehearsed[] = [];
  for (let nth = 1; nth <= times && !isOver(); nth += 1) {
    await run(load, { changes: between * accounts, atOnce });
    const rehearsed = await rehearse(load, seen);
    told(rehearsed, nth);
    done.push(rehearsed);
  }
  return done;
}
