/**
 * Where projections stand, and the days that their roll-ups are added to. Two items, no transaction, and yet each entry
 * counts once, however often its record is delivered:
 *
 * 1. *The projection moves by one conditional write* of one small item: the position in the ledger, and in `recent` what was
 *    used since the last time it was filed. Whoever comes second is refused and looks again.
 * 2. *File before you forget.* When `recent` has grown to about a write unit, it is added to the day items as it is stored;
 *    only then the projection goes on without it. That it is full is stored with it, so everyone who goes on from this
 *    version files exactly this, and nobody anything else.
 * 3. *A day knows its last entry.* What is filed again, after a crash or by a process long given up, has been added already
 *    if the day's `seq` has reached the projection's; the write is conditional on the day's version.
 */
import { usageWindowDaysMax } from '../domain/catalogue/plan.ts';
import { openProjection, type Projection } from '../domain/projections/projection.ts';
import {
  addRollUp,
  dayLimits,
  openRollUp,
  type RollUp,
  type RollUps,
  rollUpKey,
} from '../domain/projections/roll-up.ts';
import {
  decodeDay,
  decodeProjection,
  encodeDay,
  encodeProjection,
  type StoredDay,
  type StoredProjection,
} from './projection-item.ts';
import { readable } from './readable.ts';
import { StoreUnavailable, type Table } from './table.ts';
import { accountIdOfUsage, type Item, projectionKey, usageKey, usagePk } from './table-keys.ts';

export interface ProjectionStore {
  /** Where an account's projection stands: before its first entry when there is none. */
  read(accountId: string): Promise<StoredProjection>;
  /** Where the projections of many accounts stand, by id. One that isn't there, or can't be read, is missing. */
  readMany(accountIds: readonly string[]): Promise<ReadonlyMap<string, Projection>>;
  /** Adds what is recent to its days. Resolves when all of it is there. */
  file(stored: StoredProjection): Promise<void>;
  /** Moves on from what was read. Undefined when somebody else has, or nobody knows: read it again. */
  move(from: StoredProjection, to: Projection): Promise<StoredProjection | undefined>;
  /**
   * Writes the days anew that some cycles paid for: as they are told, and empty where they aren't. Each once for an entry; false where
   * one has more than that in it, and stays.
   */
  rewrite(accountId: string, anew: RewrittenDays): Promise<boolean>;
  /** The roll-ups of a span of days, both included, as they are when the projection stands at `projection`. */
  usage(accountId: string, days: DaySpan): Promise<ProjectedUsage>;
}

export interface RewrittenDays {
  /** The first of the cycles. */
  readonly fromCycle: number;
  /** The last entry that counts as added. */
  readonly seq: number;
  readonly rollUps: RollUps;
}

export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

export interface ProjectedUsage {
  readonly projection: Projection;
  readonly rollUps: RollUps;
  /** Something of it can't be read, and is left out. */
  readonly isPartial?: true;
}

/** Day items of one answer: more than a year of them, each once for every cycle that may have paid for it. Weeks are the shortest. */
const daysMax = 500 * (2 + Math.ceil(usageWindowDaysMax / 7));
const triesMax = 6;
const daysPage = 400;

export function createProjections(table: Table): ProjectionStore {
  async function read(accountId: string): Promise<StoredProjection> {
    const item = await table.get(projectionKey(accountId));
    return item === undefined
      ? { projection: openProjection(accountId), version: 0, isFull: false }
      : decodeProjection(accountId, item);
  }

  async function readMany(accountIds: readonly string[]): Promise<ReadonlyMap<string, Projection>> {
    const items = await table.getMany(accountIds.map(projectionKey));
    return new Map(
      items.flatMap((item): readonly (readonly [string, Projection])[] => {
        const accountId = accountIdOfUsage(item);
        const found = readable(() => decodeProjection(accountId, item));
        return found === undefined ? [] : [[accountId, found.projection]];
      }),
    );
  }

  async function file({ projection }: StoredProjection): Promise<void> {
    for (const rollUp of projection.recent.values()) await fileDay(projection, rollUp);
  }

  async function fileDay({ accountId, seq }: Projection, recent: RollUp): Promise<void> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const item = await table.get(usageKey(accountId, rollUpKey(recent)));
      const day = item === undefined ? undefined : decodeDay(item);
      if (day !== undefined && day.seq >= seq) return;
      const rollUp = day?.rollUp ?? openRollUp(recent.day, recent.cycle);
      addRollUp(rollUp, recent, dayLimits);
      const version = day?.version ?? 0;
      const outcome = await table.put(
        encodeDay(accountId, { rollUp, seq, version: version + 1 }),
        day === undefined ? { kind: 'absent' } : { kind: 'version', version },
      );
      if (outcome.kind === 'stored') return;
    }
    throw new StoreUnavailable("a day's usage was not filed");
  }

  async function move(from: StoredProjection, to: Projection): Promise<StoredProjection | undefined> {
    const version = from.version + 1;
    const item = encodeProjection(to, version);
    const outcome = await table.put(
      item,
      from.version === 0 ? { kind: 'absent' } : { kind: 'version', version: from.version },
    );
    return outcome.kind === 'stored' ? { projection: to, version, isFull: item['full'] === true } : undefined;
  }

  return {
    read,
    readMany,
    file,
    move,
    rewrite: (accountId, anew) => rewrite(table, accountId, anew),
    usage: (accountId, days) => usage(table, accountId, days),
  };
}

async function rewrite(table: Table, accountId: string, { fromCycle, seq, rollUps }: RewrittenDays): Promise<boolean> {
  const missing = new Map(rollUps);
  let isWhole = true;
  for await (const item of dayItems(table, accountId)) {
    const [, day = '', index] = item.sk.split('#');
    if (Number(index) < fromCycle) continue;
    const found = readable(() => decodeDay(item));
    const key = `${day}#${index}`;
    const cycle = found?.rollUp.cycle ?? { index: Number(index), startMs: 0, endMs: 0 };
    const rollUp = rollUps.get(key) ?? openRollUp(day, cycle);
    missing.delete(key);
    // One of the same entry may have been filed with what was withdrawn: only what is beyond it was rolled back before.
    if (found !== undefined && found.seq > seq) {
      isWhole = false;
      continue;
    }
    const version = Number(item['version']);
    const guard = Number.isSafeInteger(version) ? ({ kind: 'version', version } as const) : undefined;
    const told = encodeDay(accountId, { rollUp, seq, version: guard === undefined ? 1 : version + 1 });
    if (guard === undefined) await table.putMany([told]);
    else if ((await table.put(told, guard)).kind !== 'stored') throw new StoreUnavailable('a day was not rolled back');
  }
  for (const rollUp of missing.values()) {
    const { kind } = await table.put(encodeDay(accountId, { rollUp, seq, version: 1 }), { kind: 'absent' });
    isWhole &&= kind === 'stored';
  }
  return isWhole;
}

async function* dayItems(table: Table, accountId: string): AsyncGenerator<Item> {
  const to = usageKey(accountId, '~').sk;
  let from = usageKey(accountId, '').sk;
  for (;;) {
    const items = await table.query({ pk: usagePk(accountId), from, to, order: 'ascending', limit: daysPage });
    yield* items;
    const last = items.at(-1);
    if (items.length < daysPage || last === undefined) return;
    from = `${last.sk}!`;
  }
}

async function usage(table: Table, accountId: string, { from, to }: DaySpan): Promise<ProjectedUsage> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const found = await table.get(projectionKey(accountId));
    const known = found === undefined ? openProjection(accountId) : readProjection(accountId, found);
    const items = await table.query({
      pk: usagePk(accountId),
      from: usageKey(accountId, from).sk,
      to: usageKey(accountId, `${to}#~`).sk,
      order: 'ascending',
      limit: daysMax,
    });
    // A day that can't be read is left out, and nothing is known of what came since; all else goes on.
    const days = items.flatMap((item) => readable(() => decodeDay(item)) ?? []);
    const isPartial = days.length < items.length || known === undefined;
    const projection = known ?? projectionAtDays(accountId, days);
    // A day that is ahead of the projection was filed in between: look again at where it stands.
    if (days.some(({ seq }) => seq > projection.seq)) continue;
    return {
      projection,
      rollUps: addRecent(days, projection, { from, to }),
      ...(isPartial ? { isPartial: true } : {}),
    };
  }
  throw new StoreUnavailable('the usage was too busy to be read');
}

function readProjection(accountId: string, item: Item): Projection | undefined {
  return readable(() => decodeProjection(accountId, item).projection);
}

/** Days are filed together: the newest says up to where. What it was that had not been filed is read from the ledger again. */
function projectionAtDays(accountId: string, days: readonly StoredDay[]): Projection {
  const newest = days.toSorted((a, b) => b.seq - a.seq)[0];
  const dimensions = [...new Set(days.flatMap(({ rollUp }) => [...rollUp.dimensions.keys()]))];
  const open = openProjection(accountId);
  return newest === undefined ? open : { ...open, seq: newest.seq, cycle: newest.rollUp.cycle, dimensions };
}

/** The days that were filed, and on top of them what the projection has of them since. */
function addRecent(days: readonly ReturnType<typeof decodeDay>[], projection: Projection, span: DaySpan): RollUps {
  const rollUps: RollUps = new Map(days.map(({ rollUp }) => [rollUpKey(rollUp), rollUp]));
  for (const [key, recent] of projection.recent) {
    const isFiled = days.some(({ rollUp, seq }) => rollUpKey(rollUp) === key && seq === projection.seq);
    if (isFiled || recent.day < span.from || recent.day > span.to) continue;
    const rollUp = rollUps.get(key) ?? openRollUp(recent.day, recent.cycle);
    addRollUp(rollUp, recent, dayLimits);
    rollUps.set(key, rollUp);
  }
  return rollUps;
}
