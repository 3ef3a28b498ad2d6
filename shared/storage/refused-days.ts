/** Uses that were turned away, an item for each account and day of UTC, beside its roll-ups. */
import * as z from 'zod/mini';
import { microcredits } from '../domain/amount.ts';
import { present } from '../domain/present.ts';
import {
  addedUpByDay,
  emptyRefusedDay,
  type RefusedDay,
  type RefusedOnDays,
  type RefusedUse,
  turnedAwayReasons,
  withRefused,
} from '../domain/projections/refused-uses.ts';
import { dayMs } from '../domain/time.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import { StoreUnavailable, type Table } from './table.ts';
import { type Item, type Key, usagePk } from './table-keys.ts';

export interface RefusedDays {
  /** Counts refusals on their days; those that were counted change nothing. */
  count(accountId: string, refused: readonly RefusedUse[]): Promise<void>;
  /** Those of the days that a span touches, by reason and limit. */
  read(accountId: string, span: { readonly fromMs: number; readonly toMs: number }): Promise<readonly RefusedOnDays[]>;
}

const triesMax = 8;
/** Days that a reading takes in: a cycle of a year. */
const daysMax = 370;

export function createRefusedDays(table: Table): RefusedDays {
  async function countOn(key: Key, refused: readonly RefusedUse[]): Promise<void> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const item = await table.get(key);
      const { version, ...before } = item === undefined ? { ...emptyRefusedDay, version: 0 } : decode(item);
      const day = withRefused(before, refused);
      if (day.marks === before.marks) return;
      const { kind } = await table.put(
        { ...key, ...encode(day), version: version + 1 },
        version === 0 ? { kind: 'absent' } : { kind: 'version', version },
      );
      if (kind === 'stored') return;
    }
    throw new StoreUnavailable('the refusals of a day were too busy');
  }

  return {
    count: async (accountId, refused) => {
      for (const [day, ofDay] of Map.groupBy(refused, ({ atMs }) => dayOf(atMs)))
        await countOn(refusedKey(accountId, day), ofDay);
    },
    read: async (accountId, { fromMs, toMs }) => {
      const [{ pk, sk: from }, { sk: to }] = [refusedKey(accountId, dayOf(fromMs)), refusedKey(accountId, dayOf(toMs))];
      const items = await table.query({ pk, from, to, order: 'ascending', limit: daysMax });
      return addedUpByDay(
        items.flatMap((item) => decode(item).uses.map((use) => ({ day: item.sk.slice(refusedPrefix.length), use }))),
      );
    },
  };
}

function dayOf(atMs: number): string {
  return new Date(Math.floor(atMs / dayMs) * dayMs).toISOString().slice(0, 10);
}

const refusedPrefix = 'REFUSED#';

/** @internal */
export function refusedKey(accountId: string, day: string): Key {
  return { pk: usagePk(accountId), sk: refusedPrefix + day };
}

const storedDay = z.object({
  version: whole,
  uses: z.array(
    z.object({
      reason: z.enum(turnedAwayReasons),
      limitId: z.optional(z.string()),
      requests: whole,
      credits: whole,
      lastMs: whole,
    }),
  ),
  marks: z.array(z.string()),
});

function encode({ uses, marks }: RefusedDay): Readonly<Record<string, unknown>> {
  return { uses, marks };
}

function decode(item: Item): RefusedDay & { readonly version: number } {
  const { version, uses, marks } = parse(storedDay, item, 'the refusals of a day');
  const told = uses.map(({ limitId, credits, ...use }) => ({
    ...use,
    credits: microcredits(credits),
    ...present({ limitId }),
  }));
  return { version, uses: told, marks };
}
