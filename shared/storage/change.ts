/**
 * The one write path. Five rules make it exact.
 *
 * W1. *One conditional write commits.* It carries effect, entry and remembered answer; nothing has happened before it, everything
 *    has after it. What commutes is appended (`append.ts`) on condition of exactly what it depends on; everything else
 *    replaces the item (`replace.ts`) on condition that nothing was written since it was read.
 * W2. *File before you forget* (`filing.ts`, `file-tail.ts`).
 * W3. *Account first, then the side item* (`look-up.ts`).
 * W4. *In doubt, look again.* A refused or unanswered write may have been ours: before funds are judged again, the key is
 *    looked for in the item that came back, or is read anew.
 * W5. *One at a time per process.* Concurrent changes of one account queue up and share the next write, in order, each with
 *    its own answer.
 */
import type { LoadedAccount } from './account-item.ts';
import { createAttempts, type Surroundings } from './attempt.ts';
import type { CatalogueStore } from './catalogue.ts';
import type { Change, ChangeOutcome } from './change-outcome.ts';
import { createRequestClock } from './request-clock.ts';
import type { AnsweredGroup } from './round.ts';
import { ItemCorrupt, type Table } from './table.ts';

const changesPerWriteMax = 40;

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
