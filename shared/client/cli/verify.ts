/** `credits-ledger verify`: checks ledgers from outside, with nothing but what the API shows. */
import { Command } from 'commander';
import * as z from 'zod/mini';
import { readLedgerPage } from '../../contract/answers/read-entry.ts';
import { routes } from '../../contract/routes/routes.ts';
import type { Hold } from '../../domain/account/hold.ts';
import type { SeqRange } from '../../domain/account/withdrawn.ts';
import { total } from '../../domain/amount.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import type { Unprovable } from '../../domain/ledger/statement.ts';
import { followLedger, verifyLedger } from '../../domain/ledger/verify-ledger.ts';
import type { ClientAnswer, HttpClient } from '../http-client.ts';
import { connect } from './connection.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { Failure } from './failure.ts';

export function verifyCommand(): Command {
  const command = new Command('verify')
    .summary('Check ledgers: hash chain, no gaps, fold equals balance')
    .argument('[accounts...]', 'all open accounts when left out');
  return command.action(async (named: readonly string[]) => {
    const { client, json } = connect(command);
    const accountIds = named.length > 0 ? named : await allAccounts(client);
    const reports: AccountReport[] = [];
    for (const accountId of accountIds) {
      const report = await verifyAccount(client, accountId);
      reports.push(report);
      console.log(json ? JSON.stringify(report) : line(report));
    }
    const broken = reports.filter(({ findings }) => findings.length > 0).length;
    const unread = reports.filter(({ unreadable }) => unreadable !== undefined).length;
    if (!json)
      console.log(
        `${accountIds.length} accounts, ${broken} in breach${unread === 0 ? '' : `, ${unread} could not be read`}`,
      );
    if (unread > 0) process.exitCode = exitCodes.faulty;
    if (broken > 0) process.exitCode = exitCodes.refused;
  });
}

export interface AccountReport {
  readonly accountId: string;
  readonly entries: number;
  /** Credits that the entries add up to. */
  readonly folded: number;
  /** False while a renewal or expiry is due: it is in the balance at once, and in the ledger with the next write. */
  readonly isSettled: boolean;
  /** Contradictions in the books: breaches. */
  readonly findings: readonly string[];
  /** Why nothing can be said of it: not there, not allowed, or an answer that is none. That is no breach. */
  readonly unreadable?: string;
}

/** Reads an account and then its ledger up to the entry that the account was read at. */
export async function verifyAccount(client: HttpClient, accountId: string): Promise<AccountReport> {
  const answer = await client.send(routes.readAccount, { params: { accountId } });
  if (answer.status !== 200) return unread(accountId, answer);
  const account = accountShape.parse(JSON.parse(answer.text));
  const ledger = await ledgerOf(client, accountId);
  if ('status' in ledger) return unread(accountId, ledger);
  const entries = ledger.entries.filter((entry) => entry.seq <= account.seq);
  const { folded, findings: added } = verifyLedger(entries);
  // What a repair gave up as lost is no finding any more, and what follows it can't be added up from here: it is chained, though.
  const lost = entries.flatMap((entry) => entry.lost ?? []);
  const unprovable = ledger.unprovable.filter(({ first }) => !isIn(lost, first));
  const hasLost = lost.length > 0;
  const broken = hasLost ? followLedger(entries, (seq) => isIn(lost, seq)) : added;
  // What the service itself can't prove comes first: nothing that follows it adds up.
  const told = unprovable.length > 0 ? unprovable.map(unprovableText) : broken;
  const findings = [...told, ...(account.quarantine?.findings ?? []).filter((finding) => !told.includes(finding))];
  const available = Number(folded.booked) / 1_000_000;
  const last = entries.at(-1);
  const found = [...findings];
  const isSettled =
    !hasLost &&
    last?.cycle === account.cycle.index &&
    !isHoldDue(entries, account.seq - last.seq, fromWire(account.held)) &&
    [...folded.grants.values()].every(
      (grant) => isShown(grant.grantId, account) || grant.granted === grant.used + grant.expired,
    );
  if (isSettled && last.seq !== account.seq)
    found.push(`the ledger ends at entry ${last.seq}, the account at ${account.seq}`);
  if (isSettled && available !== account.available)
    found.push(`the entries add up to ${available}, the balance says ${account.available}`);
  return { accountId, entries: entries.length, folded: available, isSettled, findings: found };
}

/**
 * Tells whether what the account has beyond the ledger is that its holds next to expire have: their time is up, and the entries
 * that say so are written with the next change.
 */
function isHoldDue(entries: readonly Entry[], ahead: number, held: number): boolean {
  const newest = new Map<string, Hold>();
  for (const { type, hold } of entries) if (hold !== undefined && type !== 'debit') newest.set(hold.holdId, hold);
  const open = [...newest.values()]
    .filter(({ state }) => state === 'open')
    .sort((a, b) => a.expiresAtMs - b.expiresAtMs);
  const left = total(open.slice(ahead).map(({ credits }) => credits));
  return ahead > 0 && ahead <= open.length && left === held;
}

function isIn(parts: readonly SeqRange[], seq: number): boolean {
  return parts.some(({ first, last }) => first <= seq && seq <= last);
}

function fromWire(credits: number): number {
  return Math.round(credits * 1_000_000);
}

function unread(accountId: string, { status, text }: ClientAnswer): AccountReport {
  return { accountId, entries: 0, folded: 0, isSettled: false, findings: [], unreadable: `${status} ${text}` };
}

function isShown(grantId: string, account: z.output<typeof accountShape>): boolean {
  return account.grants.some((grant) => grant.grantId === grantId);
}

interface ReadLedger {
  readonly entries: readonly Entry[];
  readonly unprovable: readonly Unprovable[];
}

function unprovableText({ first, last, finding }: Unprovable): string {
  const said = finding.startsWith(`entry ${first}`) ? finding : `entry ${first}: ${finding}`;
  return first === last ? said : `${said}; none up to entry ${last} can be proved`;
}

async function ledgerOf(client: HttpClient, accountId: string): Promise<ReadLedger | ClientAnswer> {
  const entries: Entry[] = [];
  const unprovable: Unprovable[] = [];
  let cursor: string | undefined;
  do {
    const answer = await client.send(routes.readLedger, {
      params: { accountId },
      query: cursor === undefined ? {} : { cursor },
    });
    if (answer.status !== 200) return answer;
    const page = readLedgerPage(answer.text);
    entries.push(...page.entries);
    unprovable.push(...(page.unprovable ?? []));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return { entries, unprovable };
}

async function allAccounts(client: HttpClient): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { status, text } = await client.send(routes.listAccounts, { query: cursor === undefined ? {} : { cursor } });
    if (status !== 200) throw new Failure(`accounts can't be listed: ${status} ${text}`, exitCodeOf(status));
    const page = pageShape.parse(JSON.parse(text));
    ids.push(...page.accountIds);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return ids.sort();
}

function line({ accountId, entries, folded, isSettled, findings, unreadable }: AccountReport): string {
  if (unreadable !== undefined) return `${accountId}: can't be read: ${unreadable}`;
  if (findings.length > 0) return `${accountId}: IN BREACH\n${findings.map((finding) => `  ${finding}`).join('\n')}`;
  const balance = isSettled ? 'and by the balance' : 'before what is due and not yet written';
  return `${accountId}: ${entries} entries, chain intact, no gaps, ${folded} credits by the entries ${balance}`;
}

const accountShape = z.object({
  seq: z.number(),
  available: z.number(),
  held: z.number(),
  cycle: z.object({ index: z.number() }),
  grants: z.array(z.object({ grantId: z.string() })),
  quarantine: z.optional(z.object({ findings: z.array(z.string()) })),
});
const pageShape = z.object({ accountIds: z.array(z.string()), nextCursor: z.optional(z.string()) });
