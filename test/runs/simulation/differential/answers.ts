/** A table's answer to a step, in a form in which two tables can be compared. */
import { present } from '../../../../shared/domain/present.ts';
import type { DueItem, DueRange, PutOutcome, Table } from '../../../../shared/storage/table.ts';
import type { Item } from '../../../../shared/storage/table-keys.ts';
import type { UpdateOutcome } from '../../../../shared/storage/update.ts';
import type { Step } from './step.ts';

export async function answerTo(table: Table, step: Step): Promise<unknown> {
  try {
    switch (step.method) {
      case 'get':
        return plain(await table.get(step.key, { isEventual: step.isEventual }));
      case 'getMany':
        return inNoOrder(await table.getMany(step.keys));
      case 'put':
        return plainOutcome(await table.put(step.item, step.guard));
      case 'update':
        return plainUpdate(await table.update(step.update));
      case 'putMany':
        return await table.putMany(step.items);
      case 'query':
        return (await table.query(step.range)).map(plain);
      case 'queryDue':
        return await duePages(table, step.range);
      default:
        return step satisfies never;
    }
  } catch (cause) {
    return `throws ${cause instanceof Error ? cause.name : cause}`;
  }
}

const pagesMax = 40;

/** A page after the other to the end, as the sweep reads them. */
async function duePages(table: Table, range: DueRange): Promise<readonly DueItem[]> {
  const found: DueItem[] = [];
  let after: DueItem | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const items = await table.queryDue({ ...range, ...present({ after }) });
    found.push(...items);
    after = items.at(-1);
    if (items.length < range.limit) return found;
  }
  throw new RangeError('the index has no end');
}

/** Compares two answers. Whether the old item comes with a refusal is up to the engine: what comes has to be right. */
export function isSameAnswer(fake: unknown, real: unknown): boolean {
  if (isRefusal(fake) && isRefusal(real) && real.existing === undefined) return true;
  return JSON.stringify(fake) === JSON.stringify(real);
}

function isRefusal(answer: unknown): answer is { readonly existing?: unknown } {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'refused';
}

function plainOutcome(outcome: PutOutcome): unknown {
  if (outcome.kind !== 'refused' || outcome.existing === undefined) return { kind: outcome.kind };
  return { kind: 'refused', existing: plain(outcome.existing) };
}

function plainUpdate(outcome: UpdateOutcome): unknown {
  if (outcome.kind === 'stored') return { kind: 'stored', item: plain(outcome.item) };
  if (outcome.kind === 'refused') return plainOutcome(outcome);
  return { kind: outcome.kind };
}

function inNoOrder(items: readonly Item[]): readonly unknown[] {
  const keyed = items.map((item) => ({ key: `${item.pk}\n${item.sk}`, item: plain(item) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item);
}

/** Names in order, bytes as numbers, and sets in order. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (value instanceof Set) return { set: [...value].toSorted() };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const named = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(named.map(([name, each]) => [name, plain(each)]));
}
