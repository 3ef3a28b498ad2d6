/** Steps of a random sequence: every method of the store interface, with what it takes, what it takes badly, and what it refuses. */
import type { DueRange, Guard, Range } from '../../../../shared/storage/table.ts';
import type { Item } from '../../../../shared/storage/table-keys.ts';
import { type Key, tableShape } from '../../../../shared/storage/table-keys.ts';
import type { Update } from '../../../../shared/storage/update.ts';
import { drawUpdatable, drawUpdate } from './update-step.ts';

export type Step =
  | { readonly method: 'get'; readonly key: Key; readonly isEventual: boolean }
  | { readonly method: 'getMany'; readonly keys: readonly Key[] }
  | { readonly method: 'put'; readonly item: Item; readonly guard: Guard }
  | { readonly method: 'update'; readonly update: Update }
  | { readonly method: 'putMany'; readonly items: readonly Item[] }
  | { readonly method: 'query'; readonly range: Range }
  | { readonly method: 'queryDue'; readonly range: DueRange };

/** 0 up to 1. */
type Random = () => number;

const stepsMax = 16;
const partitions = 2;
/** Prefixes of one another, and numbers that don't sort as numbers. All of our keys are ASCII, which every engine sorts alike. */
const sortKeys = ['ACCOUNT', 'KEY#', 'KEY#a', 'KEY#aa', 'SEQ#10', 'SEQ#9', '~'];
const shards = 2;
const versionsMax = 4;
const timesMax = 6;

/** All of a sequence is in partitions and shards of its own. */
export function drawSteps(name: string, random: Random): readonly Step[] {
  const count = 2 + below(random, stepsMax - 1);
  const written: Key[] = [];
  return Array.from({ length: count }, (_, at) => {
    const step = drawStep({ name, random, at, written });
    if (step.method === 'put' && step.item.sk !== '') written.push({ pk: step.item.pk, sk: step.item.sk });
    return step;
  });
}

interface Drawing {
  readonly name: string;
  readonly random: Random;
  /** The step's number, so that what it writes can be told from what others wrote. */
  readonly at: number;
  /** The keys that were put so far: most updates are of those. */
  readonly written: readonly Key[];
}

function drawStep(drawing: Drawing): Step {
  const { random } = drawing;
  switch (below(random, 16)) {
    case 0:
    case 1:
      return { method: 'get', key: drawKey(drawing), isEventual: random() < 0.3 };
    case 2:
      return { method: 'getMany', keys: drawKeys(drawing) };
    case 3:
      return { method: 'putMany', items: drawKeys(drawing).map((key) => drawItem(drawing, key)) };
    case 4:
    case 5:
      return { method: 'query', range: drawRange(drawing) };
    case 6:
      return { method: 'queryDue', range: drawDueRange(drawing) };
    case 7:
    case 8:
    case 9:
    case 10:
      return { method: 'update', update: drawUpdate(drawWrittenKey(drawing), random) };
    default:
      return { method: 'put', item: drawItem(drawing, drawKey(drawing)), guard: drawGuard(random) };
  }
}

function drawKey({ name, random }: Drawing): Key {
  // Now and then a key that no engine takes.
  const sk = random() < 0.01 ? '' : pick(random, sortKeys);
  return { pk: `${name}#${below(random, partitions)}`, sk };
}

function drawWrittenKey(drawing: Drawing): Key {
  const { random, written } = drawing;
  return written.length > 0 && random() < 0.8 ? pick(random, written) : drawKey(drawing);
}

/** None, some, and now and then one twice, or more than fit one batch. */
function drawKeys(drawing: Drawing): readonly Key[] {
  const { random } = drawing;
  const count = random() < 0.1 ? 20 + below(random, 100) : below(random, 5);
  const keys = Array.from({ length: count }, (_, index) =>
    count < 20 ? drawKey(drawing) : { pk: `${drawing.name}#0`, sk: `MANY#${index}` },
  );
  if (random() < 0.05) return keys;
  return [...new Map(keys.map((key) => [`${key.pk}\n${key.sk}`, key])).values()];
}

function drawGuard(random: Random): Guard {
  const version = below(random, versionsMax);
  const guards = [
    { kind: 'absent' },
    { kind: 'version', version },
    { kind: 'version', version },
    { kind: 'writes', writes: version },
    { kind: 'older', version },
    { kind: 'earlier', seq: version },
    { kind: 'absent-or-expired', nowMs: below(random, timesMax) },
  ] as const;
  return pick(random, guards);
}

function drawItem({ name, random, at }: Drawing, { pk, sk }: Key): Item {
  const { partitionKey, sortKey } = tableShape.dueIndex;
  const isDue = random() < 0.5;
  // Instants differ: which of two that are equal comes first is nobody's promise.
  const dueAtMs = below(random, 50) * 1_000 + sortKeys.indexOf(sk) * 10 + (pk.endsWith('0') ? 0 : 1);
  return {
    pk,
    sk,
    writtenAt: at,
    ...(random() < 0.8 ? { seq: below(random, versionsMax) } : {}),
    ...(random() < 0.8 ? { version: below(random, versionsMax) } : random() < 0.3 ? { version: 'one' } : {}),
    ...(random() < 0.5 ? { writes: below(random, versionsMax) } : {}),
    ...(random() < 0.5 ? { expiresAtMs: below(random, timesMax) } : {}),
    ...(isDue && sk !== '' && sortKeys.includes(sk)
      ? { [partitionKey]: `${name}#DUE#${below(random, shards)}`, [sortKey]: dueAtMs }
      : {}),
    ...(random() < 0.6 ? drawUpdatable(random) : drawContent(random)),
  };
}

function drawContent(random: Random): Readonly<Record<string, unknown>> {
  const contents = [
    {},
    { text: '', list: [], map: {} },
    { bytes: new Uint8Array([0, 127, 255]), text: 'naïve \u{1F600} "quoted" \\ \n' },
    { list: [1, 'two', [3.25, null, true], { four: -4e-7 }], whole: Number.MAX_SAFE_INTEGER },
    { nothing: undefined, map: { nothing: undefined, kept: false }, zero: 0 },
    { many: Array.from({ length: 40 }, (_, index) => `${index} ${'x'.repeat(40)}`) },
  ];
  return pick(random, contents);
}

function drawRange({ name, random }: Drawing): Range {
  const [a, b] = [pick(random, sortKeys), pick(random, sortKeys)];
  const isOrdered = random() < 0.95;
  const [from, to] = isOrdered === Buffer.compare(Buffer.from(a), Buffer.from(b)) <= 0 ? [a, b] : [b, a];
  return {
    pk: `${name}#${below(random, partitions)}`,
    from,
    to,
    order: random() < 0.5 ? 'ascending' : 'descending',
    limit: random() < 0.02 ? 0 : 1 + below(random, 6),
  };
}

function drawDueRange({ name, random }: Drawing): DueRange {
  return {
    shard: `${name}#DUE#${below(random, shards)}`,
    ...pick(random, [{ untilMs: below(random, 50_000) }, { fromMs: below(random, 50_000) }, {}]),
    limit: 1 + below(random, 4),
  };
}

function below(random: Random, count: number): number {
  return Math.floor(random() * count);
}

function pick<T>(random: Random, all: readonly T[]): T {
  const picked = all[below(random, all.length)];
  if (picked === undefined) throw new RangeError('nothing to pick from');
  return picked;
}
