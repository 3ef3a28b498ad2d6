/** Updates of a random sequence: conditions and changes of every kind, on attributes that are there or missing. */
import type { Key } from '../../../../shared/storage/table-keys.ts';
import type { Condition, ItemChange, Path, Update } from '../../../../shared/storage/update.ts';

type Random = () => number;

const numbersMax = 6;
const names = ['a', 'b', 'c'];
const numbers: readonly Path[] = [['free'], ['limits', 'a'], ['limits', 'b'], ['seq']];
const anything: readonly Path[] = [...numbers, ['tail'], ['marks'], ['limits']];

/** The attributes that updates are about: some of them, so that others are missing. */
export function drawUpdatable(random: Random): Readonly<Record<string, unknown>> {
  const some = (name: string, value: () => unknown): Readonly<Record<string, unknown>> =>
    random() < 0.8 ? { [name]: value() } : {};
  const limits = (): unknown =>
    Object.fromEntries(names.slice(0, below(random, names.length + 1)).map((name) => [name, number(random)]));
  return {
    ...some('free', () => number(random)),
    ...some('limits', limits),
    ...some('tail', () => drawRecords(random, below(random, 5))),
    ...some('marks', () => new Set(names.slice(0, 1 + below(random, names.length)))),
  };
}

export function drawUpdate(key: Key, random: Random): Update {
  const changes = [
    ...(random() < 0.5 ? [drawNumberChange(random, ['free'])] : []),
    ...(random() < 0.5 ? [drawNumberChange(random, ['limits', pick(random, names)])] : []),
    ...(random() < 0.5 ? [drawTailChange(random)] : []),
    ...(random() < 0.5 ? [drawMarksChange(random)] : []),
    { do: 'set', path: ['writtenAt'], value: below(random, 1_000) } as const,
  ];
  // Some are asked for nothing that they depend on: the table has to refuse them as a fault of the caller. What is taken from a
  // list or map that isn't there is refused by DynamoDB, and stored by some engines.
  const isAsked = random() < 0.95;
  const needs = changes.flatMap((change) =>
    isAsked || change.do === 'drop' || change.do === 'remove' ? needsOf(change) : [],
  );
  const asks = Array.from({ length: Math.max(0, below(random, 4) - 1) }, () => drawCondition(random, 2));
  return { key, asks: [{ is: 'present', path: ['pk'] }, ...needs, ...asks], changes };
}

function needsOf({ do: what, path }: ItemChange): readonly Condition[] {
  const [attribute, member] = path;
  const parent = member === undefined ? [] : [{ is: 'present', path: [attribute] } as const];
  if (what === 'set' || what === 'remove') return parent;
  return what === 'include' || what === 'exclude' ? [] : [...parent, { is: 'present', path }];
}

function drawCondition(random: Random, depth: number): Condition {
  const path = pick(random, numbers);
  const value = number(random);
  switch (below(random, depth > 0 ? 7 : 5)) {
    case 0:
      return { is: pick(random, ['absent', 'present'] as const), path: pick(random, anything) };
    case 1:
      return { is: 'between', path, from: Math.min(value, 1), to: Math.max(value, 1) };
    case 2:
      return { is: 'without', path: ['marks'], members: drawNames(random) };
    case 3:
      return { is: pick(random, ['size<=', 'size>='] as const), path: ['limits'], value };
    case 4:
      return { is: pick(random, ['=', '<', '<=', '>', '>='] as const), path, value };
    default: {
      const of = Array.from({ length: 1 + below(random, 3) }, () => drawCondition(random, depth - 1));
      return { is: pick(random, ['any', 'all'] as const), of };
    }
  }
}

function drawNumberChange(random: Random, path: Path): ItemChange {
  const kinds: readonly ItemChange[] = [
    { do: 'set', path, value: number(random) },
    { do: 'increase', path, by: number(random) },
    { do: 'remove', path },
  ];
  return pick(random, kinds);
}

function drawTailChange(random: Random): ItemChange {
  const kinds: readonly ItemChange[] = [
    { do: 'append', path: ['tail'], items: drawRecords(random, 1 + below(random, 3)) },
    { do: 'drop', path: ['tail'], count: 1 + below(random, 4) },
    { do: 'set', path: ['tail'], value: drawRecords(random, below(random, 3)) },
    { do: 'remove', path: ['tail'] },
  ];
  return pick(random, kinds);
}

function drawMarksChange(random: Random): ItemChange {
  return { do: pick(random, ['include', 'exclude'] as const), path: ['marks'], members: drawNames(random) };
}

/** Texts, and bytes. */
function drawRecords(random: Random, count: number): (string | Uint8Array)[] {
  return Array.from({ length: count }, () =>
    random() < 0.5 ? `record ${below(random, 9)}` : new Uint8Array([below(random, 256), 0, 255]),
  );
}

function drawNames(random: Random): readonly string[] {
  const all = [...names, 'd'];
  return all.slice(below(random, 3)).slice(0, 1 + below(random, 3));
}

/** Less than zero too. */
function number(random: Random): number {
  return below(random, 2 * numbersMax) - numbersMax;
}

function below(random: Random, count: number): number {
  return Math.floor(random() * count);
}

function pick<T>(random: Random, all: readonly T[]): T {
  const picked = all[below(random, all.length)];
  if (picked === undefined) throw new RangeError('nothing to pick from');
  return picked;
}
