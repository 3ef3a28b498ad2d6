/**
 * Which accounts are quarantined, and why: an item beside the account's own, which may be what can't be read, and one in a list
 * of them all. The account's item says it too, so that whoever changes it needn't look here.
 */
import * as z from 'zod/mini';
import type { Quarantine } from '../domain/account/quarantine.ts';
import { decodeAccount, encodeAccount, type LoadedAccount } from './account-item.ts';
import { freeOf } from './escrow.ts';
import { parse } from './parse.ts';
import { readable } from './readable.ts';
import { type PutOutcome, StoreUnavailable, type Table } from './table.ts';
import type { Item } from './table-keys.ts';
import { accountKey, quarantinedKey, quarantinedPk, quarantineKey } from './table-keys.ts';
import type { Update } from './update.ts';

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
const triesMax = 10;
const findingMax = 400;

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
    await mark(accountId, findings.join('; ').slice(0, findingMax));
  }

  async function mark(accountId: string, finding: string): Promise<void> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const item = await table.get(accountKey(accountId));
      if (item === undefined || item['quarantine'] !== undefined) return;
      const outcome = await marked(accountId, item, finding);
      if (outcome.kind === 'stored') return;
    }
    throw new StoreUnavailable('the account was too busy to be quarantined');
  }

  async function marked(accountId: string, item: Item, finding: string): Promise<Pick<PutOutcome, 'kind'>> {
    if (item['form'] !== undefined) return table.update(markUpdate(item, finding));
    const loaded = readable(() => decodeAccount(accountId, item));
    // What can't be read is refused to every change already, and stays as it is for people to look at.
    return loaded === undefined ? { kind: 'stored' } : replaced(loaded, finding);
  }

  function replaced(loaded: LoadedAccount, finding: string): Promise<PutOutcome> {
    const { version } = loaded;
    return table.put(encodeAccount({ ...loaded, version: version + 1, quarantine: finding }), {
      kind: 'version',
      version,
    });
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
    await unmark(table, accountId);
    const item = await table.get(quarantineKey(accountId));
    if (item === undefined) return;
    const ended = { ...item, endedAtMs, reason, actor };
    await table.putMany([{ ...ended, ...quarantinedKey(accountId) }, ended]);
  }

  return { quarantine, liftQuarantine, quarantined };
}

/** Why an account is quarantined; undefined when it is not. */
export async function readQuarantine(table: Table, accountId: string): Promise<Quarantine | undefined> {
  const item = await table.get(quarantineKey(accountId));
  return item === undefined ? undefined : decoded(item);
}

function decoded(item: Item): Quarantine | undefined {
  const { endedAtMs, ...quarantine } = parse(storedQuarantine, item, 'a quarantined account');
  return endedAtMs === undefined ? quarantine : undefined;
}

/** Whoever appends may take again what is free, by the account as it is. */
async function unmark(table: Table, accountId: string): Promise<void> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const item = await table.get(accountKey(accountId));
    const loaded = item && decodeAccount(accountId, item);
    if (loaded?.quarantine === undefined) return;
    const { quarantine: _ended, version, escrow, ...rest } = loaded;
    if (item === undefined) return;
    const outcome =
      escrow === undefined
        ? await table.put(encodeAccount({ ...rest, version: version + 1 }), { kind: 'version', version })
        : await table.update(unmarkUpdate(item, freeOf(loaded.account)));
    if (outcome.kind === 'stored') return;
  }
  throw new StoreUnavailable('the account was too busy to be let go');
}

function unmarkUpdate({ pk, sk, writes }: Item, free: number | undefined): Update {
  return {
    key: { pk, sk },
    asks: [{ is: '=', path: ['writes'], value: Number(writes) }],
    changes: [
      { do: 'remove', path: ['quarantine'] },
      ...(free === undefined ? [] : [{ do: 'set', path: ['free'], value: free } as const]),
      { do: 'increase', path: ['epoch'], by: 1 },
      { do: 'increase', path: ['writes'], by: 1 },
    ],
  };
}

/** However busy the account is: whoever appends asks for what is taken away here, and whoever files or replaces for what is raised. */
function markUpdate({ pk, sk, epoch, writes }: Item, finding: string): Update {
  const counted = (['epoch', 'writes'] as const).filter((_, index) => typeof [epoch, writes][index] === 'number');
  return {
    key: { pk, sk },
    asks: [
      { is: 'present', path: ['state'] },
      { is: 'absent', path: ['quarantine'] },
    ],
    changes: [
      { do: 'set', path: ['quarantine'], value: finding },
      { do: 'remove', path: ['free'] },
      // What was damaged isn't counted on: nobody who reads it can write it.
      ...counted.map((name) => ({ do: 'increase', path: [name], by: 1 }) as const),
    ],
  };
}

const findingsMax = 20;
const storedQuarantine = z.object({
  sinceMs: z.int(),
  findings: z.array(z.string()),
  /** When it was repaired or lifted: then it says nothing any more. */
  endedAtMs: z.optional(z.int()),
});
