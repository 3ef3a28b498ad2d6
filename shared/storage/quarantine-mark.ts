/** The mark of a quarantine on an account's own item: whoever changes it needn't look anywhere else. */
import { decodeAccount, encodeAccount, type LoadedAccount } from './account-item.ts';
import { freeOf } from './escrow.ts';
import { readable } from './readable.ts';
import { type PutOutcome, StoreUnavailable, type Table } from './table.ts';
import { accountKey, type Item } from './table-keys.ts';
import type { Update, UpdateOutcome } from './update.ts';

const triesMax = 10;

/** From now on no change of the account is carried out, whoever asks for it. */
export async function markQuarantined(table: Table, accountId: string, finding: string): Promise<void> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const item = await table.get(accountKey(accountId));
    if (item === undefined || item['quarantine'] !== undefined) return;
    const outcome = await marked(table, accountId, item, finding);
    if (outcome.kind === 'stored') return;
  }
  throw new StoreUnavailable('the account was too busy to be quarantined');
}

async function marked(
  table: Table,
  accountId: string,
  item: Item,
  finding: string,
): Promise<Pick<UpdateOutcome, 'kind'>> {
  if (item['form'] !== undefined) return table.update(markUpdate(item, finding));
  const loaded = readable(() => decodeAccount(accountId, item));
  // What can't be read is refused to every change already, and stays as it is for people to look at.
  return loaded === undefined ? { kind: 'stored' } : replaced(table, loaded, finding);
}

function replaced(table: Table, loaded: LoadedAccount, finding: string): Promise<PutOutcome> {
  const { version } = loaded;
  return table.put(encodeAccount({ ...loaded, version: version + 1, quarantine: finding }), {
    kind: 'version',
    version,
  });
}

/** Whoever appends may take again what is free, by the account as it is. */
export async function unmarkQuarantined(table: Table, accountId: string): Promise<void> {
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
