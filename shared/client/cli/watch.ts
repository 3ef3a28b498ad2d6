/** `credits-ledger watch`: a line for each new entry of an account, and its balance, until it is stopped. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { present } from '../../domain/present.ts';
import { operationsOver } from '../credits-client.ts';
import type { CreditsClient, Entry } from '../operations.ts';
import { connect } from './connection.ts';
import { exitCodeOf } from './exit-codes.ts';
import { Failure } from './failure.ts';

interface WatchOptions {
  readonly every: number;
  readonly entries?: number;
}

export function watchCommand(): Command {
  const command = new Command('watch')
    .summary('Show an account’s entries and balance as they come')
    .argument('<accountId>')
    .addOption(new Option('--every <seconds>', 'how often to look').argParser(positive).default(2))
    .addOption(new Option('--entries <number>', 'end after so many').argParser(positive));
  return command.action(async (accountId: string) => {
    const { client, json } = connect(command);
    const print = json
      ? (entry: Entry) => console.log(JSON.stringify(entry))
      : (entry: Entry) => console.log(lineOf(entry));
    await watch(operationsOver(client), accountId, { ...command.opts<WatchOptions>(), print });
  });
}

async function watch(
  client: CreditsClient,
  accountId: string,
  { every, entries = Number.POSITIVE_INFINITY, print }: WatchOptions & { readonly print: (entry: Entry) => void },
): Promise<void> {
  let shown = 0;
  let seq: number | undefined;
  while (shown < entries) {
    const account = await client.readAccount({ accountId });
    if (account.kind === 'refused') throw refusalOf(account.problem);
    if (seq === undefined)
      console.error(`${accountId}: ${account.value.available} credits after entry ${account.value.seq}`);
    const news = seq === undefined || account.value.seq === seq ? [] : await entriesAfter(client, accountId, seq);
    for (const entry of news.slice(0, entries - shown)) print(entry);
    shown += news.length;
    seq = news.at(-1)?.seq ?? seq ?? account.value.seq;
    if (shown < entries) await sleep(every * 1_000);
  }
}

const pagesMax = 100;

/** The newest first, until one that was shown: whoever looks rarely reads more than a page. */
async function entriesAfter(client: CreditsClient, accountId: string, seq: number): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const query = { order: 'desc', ...present({ cursor }) } as const;
    const page = await client.readLedger({ accountId, query });
    if (page.kind === 'refused') throw refusalOf(page.problem);
    const { entries, nextCursor } = page.value;
    const fresh = entries.filter((entry) => entry.seq > seq);
    found.push(...fresh);
    if (fresh.length < entries.length || nextCursor === undefined) break;
    cursor = nextCursor;
  }
  return found.reverse();
}

function lineOf({ at, seq, type, credits, category, after, lines = [] }: Entry): string {
  const what = lines.map(({ sku }) => sku).join(', ');
  return [at, `#${seq}`, type, category ?? '', String(credits), `${after.available} left`, what]
    .filter((part) => part !== '')
    .join('  ');
}

function refusalOf({
  status,
  code,
  detail,
}: {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}): Failure {
  return new Failure(`${code}: ${detail}`, exitCodeOf(status));
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}
