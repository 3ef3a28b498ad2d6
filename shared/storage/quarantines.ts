/**
 * Which accounts are quarantined, and why: an item beside the account's own, which may be what can't be read, and one in a list
 * of them all. The account's item says it too, so that whoever changes it needn't look here.
 */
import * as z from 'zod/mini';
import type { PastQuarantine, Quarantine } from '../domain/account/quarantine.ts';
import { parse } from './parse.ts';
import { markQuarantined, unmarkQuarantined } from './quarantine-mark.ts';
import type { Table } from './table.ts';
import type { Item, Key } from './table-keys.ts';
import { accountKey, quarantinedKey, quarantinedPk, quarantineKey } from './table-keys.ts';

export interface Quarantines {
  /** From now on no change of this account is carried out. */
  quarantine(accountId: string, quarantine: Quarantine): Promise<void>;
  /** Lets changes of an account through again, and keeps who said so and why. Throws when it can't be read. */
  liftQuarantine(accountId: string, end: QuarantineEnd): Promise<void>;
  /** Those that are quarantined, by id; of very many, the first. */
  quarantined(): Promise<readonly QuarantinedAccount[]>;
}

/** Who ended a quarantine, when and why. */
export interface QuarantineEnd {
  readonly atMs: number;
  readonly reason: string;
  readonly actor: string;
}

export interface QuarantinedAccount extends Quarantine {
  readonly accountId: string;
}

/** Accounts of one answer. With more than that, something else is wrong and alarms have long said so. */
const quarantinedMax = 1_000;
const findingMax = 400;
const pastMax = 50;

export function createQuarantines(table: Table): Quarantines {
  async function quarantine(accountId: string, { sinceMs, findings }: Quarantine): Promise<void> {
    const item = await table.get(accountKey(accountId));
    if (item === undefined) return;
    // The list first: what is marked and not listed would be found by nobody.
    const known = await readQuarantine(table, accountId);
    const told = findings.slice(0, findingsMax).map((finding) => finding.slice(0, findingMax));
    if (known === undefined)
      await table.putMany(
        [quarantinedKey(accountId), quarantineKey(accountId)].map((key) => ({ ...key, sinceMs, findings: told })),
      );
    await markQuarantined(table, accountId, findings.join('; ').slice(0, findingMax));
  }

  async function quarantined(): Promise<readonly QuarantinedAccount[]> {
    const range = { from: ' ', to: '~', order: 'ascending', limit: quarantinedMax } as const;
    const items = await table.query({ pk: quarantinedPk, ...range });
    return items.flatMap((item) => {
      const found = decoded(item);
      return found === undefined ? [] : [{ accountId: item.sk, ...found }];
    });
  }

  /** The account first: one that is listed and not marked is lifted again, one that is marked and not listed would be found by nobody. */
  async function liftQuarantine(accountId: string, { atMs: endedAtMs, reason, actor }: QuarantineEnd): Promise<void> {
    await unmarkQuarantined(table, accountId);
    const item = await table.get(quarantineKey(accountId));
    if (item === undefined) return;
    // One that ended before stays as it ended.
    const ended = item['endedAtMs'] === undefined ? { ...item, endedAtMs, reason, actor } : item;
    const past = pastQuarantineKey(accountId, Number(item['sinceMs']));
    await table.putMany([quarantinedKey(accountId), item, past].map(({ pk, sk }) => ({ ...ended, pk, sk })));
  }

  return { quarantine, liftQuarantine, quarantined };
}

/** Why an account is quarantined; undefined when it is not. */
export async function readQuarantine(table: Table, accountId: string): Promise<Quarantine | undefined> {
  const item = await table.get(quarantineKey(accountId));
  return item === undefined ? undefined : decoded(item);
}

/** The newest quarantines of one account that are over, newest first: so many at most. */
export async function readPastQuarantines(table: Table, accountId: string): Promise<readonly PastQuarantine[]> {
  const [{ pk, sk: from }, { sk: to }] = [
    pastQuarantineKey(accountId, 0),
    pastQuarantineKey(accountId, Number.MAX_SAFE_INTEGER),
  ];
  const [kept, last] = await Promise.all([
    table.query({ pk, from, to, order: 'descending', limit: pastMax }),
    // One that ended before they were kept one by one.
    table.get(quarantineKey(accountId)),
  ]);
  const found = [...(last === undefined ? [] : [last]), ...kept].flatMap((item): readonly PastQuarantine[] => {
    const { endedAtMs, ...past } = parse(storedQuarantine, item, 'a quarantined account');
    return endedAtMs === undefined ? [] : [{ ...past, endedAtMs }];
  });
  return [...new Map(found.map((past) => [past.sinceMs, past])).values()];
}

/** Beside the account's present one, by when it began. */
function pastQuarantineKey(accountId: string, sinceMs: number): Key {
  return { ...quarantineKey(accountId), sk: `QUARANTINE#${String(sinceMs).padStart(16, '0')}` };
}

function decoded(item: Item): Quarantine | undefined {
  const { endedAtMs, sinceMs, findings } = parse(storedQuarantine, item, 'a quarantined account');
  return endedAtMs === undefined ? { sinceMs, findings } : undefined;
}

const findingsMax = 20;
const storedQuarantine = z.object({
  sinceMs: z.int(),
  findings: z.array(z.string()),
  /** When it was repaired or lifted: then it says nothing any more. */
  endedAtMs: z.optional(z.int()),
  reason: z.exactOptional(z.string()),
  actor: z.exactOptional(z.string()),
});
