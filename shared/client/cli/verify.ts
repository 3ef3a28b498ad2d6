/** `credits verify`: checks ledgers from outside, with nothing but what the API shows. */
import { Command } from 'commander';
import * as z from 'zod/mini';
import { readLedgerPage } from '../../contract/answers/read-entry.ts';
import { routes } from '../../contract/routes/routes.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { verifyLedger } from '../../domain/ledger/verify-ledger.ts';
import { createHttpClient, type HttpClient } from '../http-client.ts';

export function verifyCommand(): Command {
  const command = new Command('verify')
    .summary('Check ledgers: hash chain, no gaps, fold equals balance')
    .argument('[accounts...]', 'all open accounts when left out');
  return command.action(async (named: readonly string[]) => {
    const { url, json } = command.optsWithGlobals<{ url: string; json: boolean }>();
    const client = createHttpClient(url);
    const accountIds = named.length > 0 ? named : await allAccounts(client);
    let broken = 0;
    for (const accountId of accountIds) {
      const report = await verifyAccount(client, accountId);
      if (report.findings.length > 0) broken += 1;
      console.log(json ? JSON.stringify(report) : line(report));
    }
    if (!json) console.log(`${accountIds.length} accounts, ${broken} in breach`);
    if (broken > 0) process.exitCode = 1;
  });
}

export interface AccountReport {
  readonly accountId: string;
  readonly entries: number;
  /** Credits that the entries add up to. */
  readonly folded: number;
  /** False while a renewal or expiry is due: it is in the balance at once, and in the ledger with the next write. */
  readonly isSettled: boolean;
  readonly findings: readonly string[];
}

/** Reads an account and then its ledger up to the entry that the account was read at. */
export async function verifyAccount(client: HttpClient, accountId: string): Promise<AccountReport> {
  const answer = await client.send(routes.readAccount, { params: { accountId } });
  if (answer.status !== 200)
    return {
      accountId,
      entries: 0,
      folded: 0,
      isSettled: false,
      findings: [`the account can't be read: ${answer.text}`],
    };
  const account = accountShape.parse(JSON.parse(answer.text));
  const entries = (await ledgerOf(client, accountId)).filter((entry) => entry.seq <= account.seq);
  const { folded, findings } = verifyLedger(entries);
  const available = Number(folded.booked) / 1_000_000;
  const last = entries.at(-1);
  const found = [...findings];
  const isSettled =
    last?.cycle === account.cycle.index &&
    [...folded.grants.values()].every(
      (grant) => isShown(grant.grantId, account) || grant.granted === grant.used + grant.expired,
    );
  if (isSettled && last.seq !== account.seq)
    found.push(`the ledger ends at entry ${last.seq}, the account at ${account.seq}`);
  if (isSettled && available !== account.available)
    found.push(`the entries add up to ${available}, the balance says ${account.available}`);
  return { accountId, entries: entries.length, folded: available, isSettled, findings: found };
}

function isShown(grantId: string, account: z.output<typeof accountShape>): boolean {
  return account.grants.some((grant) => grant.grantId === grantId);
}

async function ledgerOf(client: HttpClient, accountId: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  let cursor: string | undefined;
  do {
    const { text } = await client.send(routes.readLedger, {
      params: { accountId },
      query: cursor === undefined ? {} : { cursor },
    });
    const page = readLedgerPage(text);
    entries.push(...page.entries);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return entries;
}

async function allAccounts(client: HttpClient): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { text } = await client.send(routes.listAccounts, { query: cursor === undefined ? {} : { cursor } });
    const page = pageShape.parse(JSON.parse(text));
    ids.push(...page.accountIds);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return ids.sort();
}

function line({ accountId, entries, folded, isSettled, findings }: AccountReport): string {
  if (findings.length > 0) return `${accountId}: IN BREACH\n${findings.map((finding) => `  ${finding}`).join('\n')}`;
  const balance = isSettled ? 'and by the balance' : 'before what is due and not yet written';
  return `${accountId}: ${entries} entries, chain intact, no gaps, ${folded} credits by the entries ${balance}`;
}

const accountShape = z.object({
  seq: z.number(),
  available: z.number(),
  cycle: z.object({ index: z.number() }),
  grants: z.array(z.object({ grantId: z.string() })),
});
const pageShape = z.object({ accountIds: z.array(z.string()), nextCursor: z.optional(z.string()) });
