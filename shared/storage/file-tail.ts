/**
 * Filing a tail: its entries go into their own items, and only then out of the account's, by an update that takes away the
 * prefix that was filed while others append behind it. It asks that nobody else has filed or replaced the item since it was
 * read. What it files stays marked until the next filing, so that whoever looked at the account just before needn't look again.
 */
import type { Account } from '../domain/account/account.ts';
import type { LoadedAccount } from './account-item.ts';
import { encodeState } from './account-state.ts';
import { heldMarkOf } from './append-draft.ts';
import { decodeAppend } from './append-kinds.ts';
import { type Escrow, encodeWatermark, markOf } from './escrow.ts';
import { fileLog } from './filing.ts';
import { afterFiling } from './ordered-key.ts';
import { packed } from './packed-text.ts';
import type { Table } from './table.ts';
import { accountKey } from './table-keys.ts';
import type { ItemChange, Update, UpdateOutcome } from './update.ts';

export async function fileTail(table: Table, loaded: EscrowedAccount, nowMs: number): Promise<UpdateOutcome> {
  const { account, log, escrow } = loaded;
  await fileLog(table, { accountId: account.accountId, log, isKeyless: isKeyless(escrow) }, nowMs);
  return table.update(filingUpdate(loaded));
}

export type EscrowedAccount = LoadedAccount & { readonly escrow: Escrow };

/** An account that never knew a watermark keeps an item for every key. */
export function isKeyless({ watermark }: Escrow): boolean {
  return watermark.newestMs !== undefined;
}

function filingUpdate({ account, log, escrow }: EscrowedAccount): Update {
  const { tail, weight, filings, epoch } = escrow;
  const spent = spentMarks({ log, escrow });
  return {
    key: accountKey(account.accountId),
    asks: Object.values(filingAsks).map((ask) => ask({ filings, epoch })),
    changes: [
      ...checkpoint(account),
      ...watermarkChanges({ log, escrow }),
      ...(['log', 'filed', 'notes'] as const).map((name): ItemChange => ({ do: 'remove', path: [name] })),
      ...(tail.length === 0 ? [] : [{ do: 'drop', path: ['tail'], count: tail.length } as const]),
      ...(spent.length === 0 ? [] : [{ do: 'exclude', path: ['marks'], members: spent } as const]),
      { do: 'increase', path: ['weight'], by: -weight },
      { do: 'increase', path: ['filings'], by: 1 },
      { do: 'increase', path: ['writes'], by: 1 },
    ],
    isUrgent: true,
  };
}

/** The conditions that a filing makes on the item. Each has a planted defect that leaves it out. */
export const filingAsks = {
  /** Records would be taken away that nobody filed. */
  first: ({ filings }) => ({ is: '=', path: ['filings'], value: filings }),
  /** The state would be taken back to before a change that replaced the item. */
  unreplaced: ({ epoch }) => ({ is: '=', path: ['epoch'], value: epoch }),
} as const satisfies Record<string, (seen: Pick<Escrow, 'filings' | 'epoch'>) => Update['asks'][number]>;

function checkpoint(account: Account): readonly ItemChange[] {
  return [
    { do: 'set', path: ['state'], value: packed(encodeState(account)) },
    { do: 'set', path: ['seq'], value: account.seq },
    { do: 'set', path: ['head'], value: Buffer.from(account.headHash, 'hex') },
  ];
}

function watermarkChanges({ log, escrow }: Pick<EscrowedAccount, 'log' | 'escrow'>): readonly ItemChange[] {
  const before = encodeWatermark(escrow.watermark);
  const after = encodeWatermark(afterFiling(escrow.watermark, [...log.entries, ...log.notes]));
  return (Object.keys(after) as (keyof typeof after)[]).flatMap((name): readonly ItemChange[] => {
    const value = after[name];
    if (value === before[name]) return [];
    return [value === undefined ? { do: 'remove', path: [name] } : { do: 'set', path: [name], value }];
  });
}

/** Marks of what was filed before. */
export function spentMarks({ log, escrow }: Pick<EscrowedAccount, 'log' | 'escrow'>): readonly string[] {
  const kept = new Set([...marksIn(log), ...heldMarksIn(escrow.tail)]);
  return [...escrow.marks].filter((mark) => !kept.has(mark));
}

/** The marks of the holds that were changed in a tail. */
function heldMarksIn(tail: readonly string[]): readonly string[] {
  return tail.flatMap((text) => {
    const { held } = decodeAppend(text);
    return held === undefined ? [] : [heldMarkOf(held)];
  });
}

/** The marks of the keys in a log. */
export function marksIn({ entries, notes }: Pick<LoadedAccount['log'], 'entries' | 'notes'>): ReadonlySet<string> {
  return new Set(
    [...entries, ...notes].flatMap(({ idempotencyKey }) =>
      idempotencyKey === undefined ? [] : [markOf(idempotencyKey)],
    ),
  );
}

export function isEscrowed(loaded: LoadedAccount | undefined): loaded is EscrowedAccount {
  return loaded?.escrow !== undefined;
}
