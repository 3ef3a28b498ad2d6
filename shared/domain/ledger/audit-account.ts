import { type Account, balanceOf } from '../account/account.ts';
import { type Grant, outflowKinds } from '../account/grant.ts';
import type { FoldedGrant } from './books.ts';
import type { Entry } from './entry.ts';
import { fold } from './fold.ts';
import { verifyLedger } from './verify-ledger.ts';

/** Holds an account's state against its whole ledger: chain, gaps, fold, conservation grant by grant. An empty list is a clean bill. */
export function auditAccount(account: Account, entries: readonly Entry[]): readonly string[] {
  const { findings } = verifyLedger(entries);
  const last = entries.at(-1);
  const misfits = [...findings];
  if (last?.seq !== account.seq) misfits.push(`the ledger ends at ${last?.seq ?? 0}, the account at ${account.seq}`);
  if (last !== undefined && last.hash !== account.headHash) misfits.push('the account does not hold the last hash');
  if (findings.length > 0) return misfits;
  const books = fold(entries);
  const { available, held, overrun, debt } = balanceOf(account);
  const totals = [
    ['available', BigInt(available), books.booked],
    ['held', BigInt(held), books.held],
    ['overrun', BigInt(overrun), books.overrun],
    ['debt', BigInt(debt), books.debt],
  ] as const;
  for (const [name, stored, folded] of totals)
    if (stored !== folded) misfits.push(`${name} is ${stored}, the ledger says ${folded} microcredits`);
  for (const grant of account.grants) {
    const folded = books.grants.get(grant.grantId);
    if (folded === undefined || !isSame(grant, folded))
      misfits.push(`grant ${grant.grantId} is not as the ledger says`);
  }
  return misfits;
}

/**
 * A grant stored before its outflows were told apart counts them as used, and doesn't know what it owes for its own purchases:
 * the sum has to be right, and no part of it more than the ledger says.
 */
function isSame(grant: Grant, folded: FoldedGrant): boolean {
  const { granted, used, held, expiresAtMs, outflows = {}, debt = 0 } = grant;
  const told = outflowKinds.map((kind) => [BigInt(outflows[kind] ?? 0), folded[kind]] as const);
  const untold = told.reduce((sum, [stored, inLedger]) => sum + inLedger - stored, 0n);
  return (
    BigInt(granted) === folded.granted &&
    BigInt(used) === folded.used + untold &&
    told.every(([stored, inLedger]) => stored <= inLedger) &&
    BigInt(debt) <= folded.debt &&
    BigInt(held) === folded.held &&
    expiresAtMs === folded.expiresAtMs
  );
}
