/** All that one history has: its table, its time, its chance, and everyone who looks on. */
import { rules, startMs } from './catalogue.ts';
import type { Commit } from './checkers/account-observation.ts';
import { createJournal, type Journal } from './checkers/journal.ts';
import { createObserver, type Observer } from './checkers/observer.ts';
import type { Find } from './checkers/rules.ts';
import { createFakeTable, type FakeTable } from './fake-table.ts';
import { createRandom, type Random } from './random.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { note, type Occasion, type Sometimes } from './sometimes.ts';
import { drawSwarm, type Swarm } from './swarm.ts';
import { createTrace, type Trace } from './trace.ts';

export interface Violation {
  readonly invariant: string;
  readonly what: string;
}

export interface World {
  readonly random: Random;
  readonly swarm: Swarm;
  readonly accountIds: readonly string[];
  readonly scheduler: Scheduler;
  readonly table: FakeTable;
  readonly trace: Trace;
  readonly observer: Observer;
  readonly journal: Journal;
  readonly sometimes: Sometimes;
  /** Accounts, and whether the next version wrote each last. */
  readonly writers: Map<string, boolean>;
  readonly find: Find;
  /** The first that was found. */
  violation(): Violation | undefined;
  note(occasion: Occasion): void;
  /** Told of every commit, once it has been checked. */
  onCommit(listener: (commit: Commit) => void): void;
  /** No faults any more. */
  isCalm(): boolean;
  calm(): void;
}

export interface WorldOptions {
  readonly seed: number;
  readonly sometimes: Sometimes;
  readonly isTraced: boolean;
}

export function createWorld({ seed, sometimes, isTraced }: WorldOptions): World {
  const random = createRandom(seed);
  const swarm = drawSwarm(random);
  const scheduler = createScheduler(random, startMs);
  const trace = createTrace(scheduler.nowMs, isTraced);
  const listeners: ((commit: Commit) => void)[] = [];
  let violation: Violation | undefined;
  let isCalm = false;

  const find: Find = (invariant, what) => {
    trace.add('VIOLATION', invariant, what);
    violation ??= { invariant, what };
  };
  const observer = createObserver({ rules, find, skewMs: swarm.skewMs, nowMs: scheduler.nowMs });
  const table = createFakeTable({
    onWrite: (write) => {
      const commit = observer.see(write);
      if (commit === undefined) return;
      const { after, entries } = commit;
      trace.add('commit', after.account.accountId, after.version, after.account.headHash.slice(0, 8), entries.length);
      for (const listener of listeners) listener(commit);
    },
  });
  return {
    random,
    swarm,
    accountIds: Array.from({ length: swarm.accounts }, (_, at) => `acme-${at + 1}`),
    scheduler,
    table,
    trace,
    observer,
    journal: createJournal(),
    sometimes,
    writers: new Map(),
    find,
    violation: () => violation,
    note: (occasion) => note(sometimes, occasion),
    onCommit: (listener) => listeners.push(listener),
    isCalm: () => isCalm,
    calm: () => {
      isCalm = true;
      trace.add('calm');
    },
  };
}
