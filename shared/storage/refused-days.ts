/**
 * Uses that were turned away, an item for each account and day of its zone, beside its roll-ups. Those counted before days were the
 * zone's are on UTC's day of the same name.
 */
import * as z from 'zod/mini';
import type { Account } from '../domain/account/account.ts';
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
import { zoneClock } from '../domain/zone-clock.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import { StoreUnavailable, type Table } from './table.ts';
import { type Item, type Key, usagePk } from './table-keys.ts';

export interface RefusedDays {
  /** Counts refusals on their days; those that were counted change nothing. */
  count(account: ZonedAccount, refused: readonly RefusedUse[]): Promise<void>;
  /** Those of the days that a span touches, by reason and limit. */
  read(
    account: ZonedAccount,
    span: { readonly fromMs: number; readonly toMs: number },
  ): Promise<readonly RefusedOnDays[]>;
}

/** An account, by whose clock its days begin. */
type ZonedAccount = Pick<Account, 'accountId' | 'schedule'>;

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
    count: async ({ accountId, schedule }, refused) => {
      const { dateOf } = zoneClock(schedule.timeZone);
      for (const [day, ofDay] of Map.groupBy(refused, ({ atMs }) => dateOf(atMs)))
        await countOn(refusedKey(accountId, day), ofDay);
    },
    read: async ({ accountId, schedule }, { fromMs, toMs }) => {
      const { dateOf } = zoneClock(schedule.timeZone);
      const [{ pk, sk: from }, { sk: to }] = [
        refusedKey(accountId, dateOf(fromMs)),
        refusedKey(accountId, dateOf(toMs)),
      ];
      const items = await table.query({ pk, from, to, order: 'ascending', limit: daysMax });
      return addedUpByDay(
        items.flatMap((item) => decode(item).uses.map((use) => ({ day: item.sk.slice(refusedPrefix.length), use }))),
      );
    },
  };
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
