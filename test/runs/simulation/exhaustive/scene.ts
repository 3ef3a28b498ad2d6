/** A scene of the exhaustive mode: a table as it stands, a command that comes, and what others ask meanwhile. */
import { present } from '../../../../shared/domain/present.ts';
import type { Signal } from '../../../../shared/domain/projections/signal.ts';
import type { DueMessage, DueQueue } from '../../../../shared/ports/due-queue.ts';
import type { EventBus } from '../../../../shared/ports/event-bus.ts';
import type { CreditStore } from '../../../../shared/storage/store.ts';
import type { Table } from '../../../../shared/storage/table.ts';
import type { Item } from '../../../../shared/storage/table-keys.ts';
import { createFakeTable, type FakeTable } from '../fake-table.ts';

/** The services of one process. */
export interface Services {
  readonly store: CreditStore;
  readonly bus: EventBus;
  readonly queue: DueQueue;
}

/** The durable world: what a process's end leaves as it is. */
export interface World {
  readonly table: FakeTable;
  readonly signals: Signal[];
  readonly messages: DueMessage[];
  /** A defect on the way to the table, to see that it is found. */
  readonly plant?: (table: Table) => Table;
}

/** A world, and a process that nothing happens to. */
export interface Site {
  readonly world: World;
  readonly services: Services;
}

export interface Answer {
  readonly text: string;
  readonly isReplay: boolean;
  /** For how long whoever asks again is told the same: as long as there is a ledger, a day, or not at all. */
  readonly remembered: 'for ever' | 'a day' | 'no';
}

/** Something that is asked of a process; it answers definitely or throws. */
export interface Command {
  readonly name: string;
  readonly run: (services: Services, nowMs: number) => Promise<Answer>;
}

export interface Scene {
  readonly operation: string;
  /** The starting state. */
  readonly start: string;
  /** The table as it stands. */
  readonly items: readonly Item[];
  readonly plant?: (table: Table) => Table;
  /** Asked of one process, side by side. */
  readonly commands: readonly Command[];
  /** Commands that another process may be asked for meanwhile: one at a time. */
  readonly rivals: readonly Command[];
  readonly atMs: number;
  /** False for jobs over several items: only once they are told to be done is their effect whole. */
  readonly isAtomic: boolean;
  /** All that has become of it by then: the same after the same commands, in whatever way they were carried out. */
  readonly digest: (site: Site, atMs: number) => Promise<string>;
  /** Checks what must hold however far the commands came. Findings; none is a clean bill. It may go on with the world. */
  readonly check: (site: Site, atMs: number) => Promise<readonly string[]>;
}

export async function freshWorld({ items, plant }: Pick<Scene, 'items' | 'plant'>): Promise<World> {
  const table = createFakeTable();
  await table.putMany(items);
  return { table, signals: [], messages: [], ...present({ plant }) };
}
