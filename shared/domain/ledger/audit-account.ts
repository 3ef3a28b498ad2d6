import { type Account, balanceOf } from '../account/account.ts';
import { type Grant, outflowKinds } from '../account/grant.ts';
import { noCredits } from '../amount.ts';
import { balances, type FoldedGrant } from './books.ts';
import type { Entry } from './entry.ts';
import { openVerified, type Verified, verifyNext } from './verify-ledger.ts';

/** Holds an account's state against its whole ledger: chain, gaps, fold, conservation grant by grant. An empty list is a clean bill. */
export function auditAccount(account: Account, entries: readonly Entry[]): readonly string[] {
  const verified = openVerified();
  const findings = entries.flatMap((entry) => verifyNext(verified, entry));
  return findings.length > 0 ? findings : auditState(account, verified);
}

/** Holds an account's state against what its ledger was found to add up to. The state is that after its newest entry. */
export function auditState(account: Account, { seq, hash, books }: Verified): readonly string[] {
  const misfits: string[] = [];
  if (seq !== account.seq) misfits.push(`the ledger ends at ${seq}, the account at ${account.seq}`);
  if (seq > 0 && hash !== account.headHash) misfits.push('the account does not hold the last hash');
  const folded = balances(books, books.lastMs);
  const { available, held, overrun, debt, waiting = noCredits } = balanceOf(account);
  const totals = [
    ['available', BigInt(available), folded.booked],
    ['held', BigInt(held), folded.held],
    ['overrun', BigInt(overrun), folded.overrun],
    ['debt', BigInt(debt), folded.debt],
    ['what waits', BigInt(waiting), folded.waiting ?? 0n],
    ['open holds', BigInt(account.openHolds), BigInt(books.holds.size)],
  ] as const;
  for (const [name, stored, told] of totals)
    if (stored !== told) misfits.push(`${name} is ${stored}, the ledger says ${told}${unitOf(name)}`);
  for (const grant of account.grants) {
    const told = books.grants.get(grant.grantId);
    if (told === undefined || !isSame(grant, told)) misfits.push(`grant ${grant.grantId} is not as the ledger says`);
  }
  return misfits;
}

function unitOf(name: string): string {
  return name === 'open holds' ? '' : ' microcredits';
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
