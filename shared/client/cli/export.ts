/**
 * `credits-ledger export`: an account's ledger and its usage by hour and SKU as newline-delimited JSON, in a folder per day as
 * Athena and DuckDB partition by. The same again writes the same files again, and those of new days.
 */

import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { routes } from '../../contract/routes/routes.ts';
import { present } from '../../domain/present.ts';
import { dayMs } from '../../domain/time.ts';
import type { ClientAnswer, HttpClient } from '../http-client.ts';
import { connect } from './connection.ts';
import { exitCodeOf } from './exit-codes.ts';
import { Failure } from './failure.ts';

export interface ExportOptions {
  readonly out: string;
  /** Instants; the whole ledger when left out. */
  readonly from?: string;
  readonly to?: string;
}

export function exportCommand(): Command {
  const command = new Command('export')
    .summary('Write ledgers and usage as files by day, for Athena and DuckDB')
    .argument('<accountId...>', 'the accounts')
    .option('--out <folder>', 'where to', 'export')
    .option('--from <instant>', 'entries at or after it')
    .option('--to <instant>', 'entries before it');
  return command.action(async (accountIds: readonly string[]) => {
    const { client } = connect(command);
    const options = command.opts<ExportOptions>();
    for (const accountId of accountIds) {
      const { entries, rows } = await exportAccount(client, accountId, options);
      console.log(`${accountId}: ${entries} entries, ${rows} rows of usage`);
    }
  });
}

/** Usage that one request may span. */
const usageSpanMs = 300 * dayMs;
const pagesMax = 100_000;

export async function exportAccount(
  client: HttpClient,
  accountId: string,
  { out, from, to }: ExportOptions,
): Promise<{ readonly entries: number; readonly rows: number }> {
  const span = present({ from, to });
  const ledger = dayFiles(join(out, 'ledger'), accountId);
  const read = { params: { accountId } };
  await eachPage(
    (cursor) => client.send(routes.readLedger, { ...read, query: { ...span, ...cursor, format: 'ndjson' } }),
    ledger.add,
  );

  const usage = dayFiles(join(out, 'usage'), accountId);
  for (const window of windows(ledger.days())) await exportUsage(client, accountId, window, usage.add);
  return { entries: ledger.lines(), rows: usage.lines() };
}

async function exportUsage(
  client: HttpClient,
  accountId: string,
  window: { readonly from: string; readonly to: string },
  add: (line: string) => void,
): Promise<void> {
  const query = { ...window, interval: 'hour', groupBy: 'sku', format: 'ndjson' } as const;
  await eachPage(
    (cursor) => client.send(routes.readUsage, { params: { accountId }, query: { ...query, ...cursor } }),
    add,
  );
}

/** Whole days, from the first that has an entry to the last, in spans that one request may ask for. */
function windows(days: readonly string[]): readonly { readonly from: string; readonly to: string }[] {
  const sorted = [...days].sort();
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return [];
  const spans: { from: string; to: string }[] = [];
  const endMs = Date.parse(last) + dayMs;
  for (let startMs = Date.parse(first); startMs < endMs; startMs += usageSpanMs) {
    const untilMs = Math.min(endMs, startMs + usageSpanMs);
    spans.push({ from: new Date(startMs).toISOString(), to: new Date(untilMs).toISOString() });
  }
  return spans;
}

async function eachPage(
  send: (cursor: { readonly cursor?: string }) => Promise<ClientAnswer>,
  add: (line: string) => void,
): Promise<void> {
  let cursor: { readonly cursor?: string } = {};
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const { status, text, nextCursor } = await send(cursor);
    if (status !== 200) throw new Failure(`the service answered ${status}: ${text}`, exitCodeOf(status));
    for (const line of text.split('\n')) if (line !== '') add(line);
    if (nextCursor === undefined) return;
    cursor = { cursor: nextCursor };
  }
  throw new Failure(`more than ${pagesMax} pages`);
}

interface DayFiles {
  readonly add: (line: string) => void;
  readonly days: () => readonly string[];
  readonly lines: () => number;
}

/** Lines into `day=YYYY-MM-DD/<account>.ndjson`. The day is in the folder's name, so it isn't in the line. */
function dayFiles(folder: string, accountId: string): DayFiles {
  const days = new Set<string>();
  let lines = 0;
  return {
    add: (line) => {
      const found = /^\{"day":"(\d{4}-\d\d-\d\d)",/.exec(line);
      if (found?.[1] === undefined) throw new Error(`a line without its day: ${line}`);
      const file = join(folder, `day=${found[1]}`, `${encodeURIComponent(accountId)}.ndjson`);
      if (!days.has(found[1])) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, '');
        days.add(found[1]);
      }
      appendFileSync(file, `{${line.slice(found[0].length)}\n`);
      lines += 1;
    },
    days: () => [...days],
    lines: () => lines,
  };
}
