/** Acts that a process is asked for while calls of its store fail, or while it is killed. */
import type { Table } from '../../../shared/storage/table.ts';
import type { TestService } from '../../support/service/service.ts';
import type { Outside } from './outside.ts';
import type { WorkerProcess } from './worker-process.ts';

export interface Act {
  /** The operation. */
  readonly id: string;
  /** How it is met, where an operation is met in several ways. */
  readonly variant?: string;
  /** Another case of it, brought to where it is at its most delicate. */
  prepare(site: Site): Promise<Case>;
}

/** The site that the cases of a run share. */
export interface Site {
  readonly engine: string;
  /** The engine's table, past every proxy. */
  readonly table: Table;
  /** A service that nothing happens to. */
  readonly service: TestService;
  readonly outside: Outside;
  /** Another name each time. */
  newName(): string;
}

export interface Case {
  readonly engine: string;
  /** Asks a process until there is a definite answer. Rejects when the process dies before. */
  ask(worker: WorkerProcess): Promise<void>;
  /** Once it was answered: one effect, the right answer, books that add up. Throws what is wrong. */
  check(): Promise<void>;
  close(): Promise<void>;
}
