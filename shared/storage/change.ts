/**
 * The one write path, by the rules W1 to W5 of this folder's README. Here is W5, one at a time per process: concurrent changes of an
 * account queue up and share the next write, in order, each with its own answer. What one write of them takes is an attempt
 * (`attempt.ts`), in rounds of looking (`sight.ts`), deciding (`next-step.ts`) and doing (`carry-out.ts`).
 */
import type { LoadedAccount } from './account-item.ts';
import { createAttempts, type Surroundings } from './attempt.ts';
import type { CatalogueStore } from './catalogue.ts';
import type { Change, ChangeOutcome } from './change-outcome.ts';
import { createRequestClock } from './request-clock.ts';
import type { AnsweredGroup } from './round.ts';
import { ItemCorrupt, type Table } from './table.ts';

/** Changes that may share a write. */
export const changesPerWriteMax = 50;

export function createChanges(
  table: Table,
  catalogue: CatalogueStore,
  surroundings: Surroundings,
): (change: Change) => Promise<ChangeOutcome> {
  const queues = new Map<string, Waiting[]>();
  const clock = createRequestClock(surroundings.monotonicMs);
  const attempt = createAttempts(table, catalogue, { ...surroundings, clock });

  function change(asked: Change): Promise<ChangeOutcome> {
    clock.hear(asked.nowMs);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { ...asked, resolve, reject };
      const queue = queues.get(asked.accountId);
      if (queue !== undefined) {
        queue.push(waiting);
        return;
      }
      const begun = [waiting];
      queues.set(asked.accountId, begun);
      void drain(asked.accountId, begun);
    });
  }

  async function drain(accountId: string, queue: Waiting[]): Promise<void> {
    let known: LoadedAccount | undefined;
    // What one of a group asks for may be damaged: each of them then goes by itself.
    let alone = 0;
    while (queue.length > 0) {
      const group = queue.splice(0, alone > 0 ? 1 : changesPerWriteMax);
      alone -= 1;
      try {
        const answered: AnsweredGroup = await attempt(accountId, group, known);
        known = answered.loaded;
        queue.unshift(...group.slice(answered.answers.length));
        for (const [index, answer] of answered.answers.entries()) {
          if (answer.kind === 'outcome') group[index]?.resolve(answer.outcome);
          else group[index]?.reject(answer.cause);
        }
      } catch (cause) {
        known = undefined;
        if (cause instanceof ItemCorrupt && group.length > 1) {
          alone = group.length;
          queue.unshift(...group);
        } else for (const waiting of group) waiting.reject(cause);
      }
    }
    queues.delete(accountId);
  }

  return change;
}

interface Waiting extends Change {
  readonly resolve: (outcome: ChangeOutcome) => void;
  readonly reject: (cause: unknown) => void;
}
