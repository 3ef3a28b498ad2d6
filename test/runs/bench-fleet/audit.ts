/** Tells whether the jobs did what they are for: each account due has begun exactly one new cycle, and its books agree. */
import { verifyLedger } from '../../../shared/domain/ledger/verify-ledger.ts';
import { present } from '../../../shared/domain/present.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import { accountKey, dueShards } from '../../../shared/storage/table-keys.ts';
import type { History } from '../bench/history.ts';
import { boundaryMs, nextBoundaryMs } from './accounts.ts';
import type { Fleet } from './fleet.ts';

/** Entries by which what is left of the old cycle expires, and the new one's credits are granted. */
const entriesPerCycle = 2;
const ledgerSampleSize = 100;
const pageSize = 500;
const pagesMax = 10_000;

/** Findings; none when all is well. */
export async function audit({ table, store }: Fleet, histories: readonly History[]): Promise<readonly string[]> {
  const findings: string[] = [];
  const stillDue = await dueInstants(store, boundaryMs);
  if (stillDue.length > 0) findings.push(`${stillDue.length} accounts are still due`);
  const renewed = await dueInstants(store, nextBoundaryMs);
  const inNext = renewed.filter((dueAtMs) => dueAtMs === nextBoundaryMs).length;
  if (inNext !== histories.length) findings.push(`${inNext} of ${histories.length} accounts are in the next cycle`);

  const seqs = new Map<string, unknown>();
  for (const item of await table.getMany(histories.map(({ accountId }) => accountKey(accountId))))
    seqs.set(item.pk, item['seq']);
  const miscounted = histories.filter(
    ({ accountId, debits }) => seqs.get(accountKey(accountId).pk) !== 1 + debits.length + entriesPerCycle,
  );
  if (miscounted.length > 0) findings.push(`${miscounted.length} accounts have too few or too many entries`);

  const every = Math.max(1, Math.floor(histories.length / ledgerSampleSize));
  // One more than a multiple of the fills: the sample meets all of them.
  for (let index = 0; index < histories.length; index += every + 1) {
    const history = histories[index];
    if (history !== undefined) findings.push(...(await ledgerFindings(store, history)));
  }
  return findings;
}

async function ledgerFindings(store: CreditStore, { accountId, debits }: History): Promise<readonly string[]> {
  const loaded = await store.readAccount(accountId);
  if (loaded === undefined) return [`${accountId} is gone`];
  const entries = await Array.fromAsync(store.entriesFrom(loaded, 1, 'ascending'));
  const types = entries.map(({ type }) => type).join(' ');
  const expected = ['grant', ...debits.map(() => 'debit'), 'expiry', 'grant'].join(' ');
  const { findings } = verifyLedger(entries);
  return [
    ...findings.map((finding) => `${accountId}, ${finding}`),
    ...(types === expected ? [] : [`${accountId} has the entries ${types}`]),
  ];
}

/** When each account that the index lists up to then is due. */
async function dueInstants(store: CreditStore, untilMs: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let shard = 0; shard < dueShards; shard += 1) {
    let after: { readonly accountId: string; readonly dueAtMs: number } | undefined;
    for (let page = 0; page < pagesMax; page += 1) {
      const due = await store.dueAccounts({ shard, untilMs, limit: pageSize, ...present({ after }) });
      found.push(...due.map(({ dueAtMs }) => dueAtMs));
      after = due.at(-1);
      if (due.length < pageSize) break;
    }
  }
  return found;
}
