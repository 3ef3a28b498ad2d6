/**
 * `credits-ledger send-usage`: usage that stands in a file is told to the service, a hundred events a request. The same file again charges nothing
 * twice: each event is known by its source and id.
 */
import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { WordsUnreadable } from '../../contract/intake/read-words.ts';
import { fromSpendLog } from '../../contract/intake/spend-log.ts';
import { intakeRoutes } from '../../contract/routes/intake.ts';
import type { HttpClient } from '../http-client.ts';
import { readCsv } from '../read-csv.ts';
import { connect } from './connection.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';

const forms = ['cloudevents', 'litellm-spend-log'] as const;
type Form = (typeof forms)[number];

const eventsAtOnce = 100;

export function sendUsageCommand(): Command {
  const command = new Command('send-usage')
    .summary('Tell of usage that stands in a file')
    .argument('<file>', 'JSON, a list or a line each, or CSV with a line of column names; - reads standard input')
    .addOption(new Option('--form <form>', 'what the file has').choices(forms).default('cloudevents'))
    .option('--dry-run', 'count what would be sent, and send nothing');
  return command.action(async (file: string) => {
    const { form, dryRun } = command.opts<{ readonly form: Form; readonly dryRun?: true }>();
    const { client } = connect(command);
    const { events, unreadable } = eventsIn(readFileSync(file === '-' ? 0 : file, 'utf8'), form);
    for (const reason of unreadable.slice(0, eventsAtOnce)) console.error(reason);
    const refused = dryRun ? 0 : await sendAll(client, events);
    console.log(`${events.length - refused} events ${dryRun ? 'to send' : 'sent'}, ${unreadable.length + refused} not`);
    if (unreadable.length > 0 && process.exitCode === undefined) process.exitCode = exitCodes.refused;
  });
}

/** Sends them in their order. Answers how many of them can't be read by the service, and stops where it takes none. */
async function sendAll(client: HttpClient, events: readonly object[]): Promise<number> {
  const route = { ...intakeRoutes.ingestEvents, isChange: false, isEmpty: true } as const;
  let refused = 0;
  for (let from = 0; from < events.length; from += eventsAtOnce) {
    const body = events.slice(from, from + eventsAtOnce);
    const { status, text } = await client.send(route, { body });
    if (status < 400) continue;
    console.error(text);
    process.exitCode = exitCodeOf(status);
    if (status !== 400) return events.length - from + refused;
    const places = Object(JSON.parse(text)).errors.map(({ field = '' }) => /^\[\d+\]/.exec(field)?.[0]);
    refused += new Set(places).size;
  }
  return refused;
}

interface ReadEvents {
  readonly events: readonly object[];
  /** The faults of those that can't be read. */
  readonly unreadable: readonly string[];
}

/** @internal */
export function eventsIn(text: string, form: Form): ReadEvents {
  const events: object[] = [];
  const unreadable: string[] = [];
  for (const [at, value] of valuesIn(text).entries()) {
    try {
      events.push(...(form === 'cloudevents' ? [Object(value)] : fromSpendLog(value).map(asCloudEvent)));
    } catch (cause) {
      if (!(cause instanceof WordsUnreadable)) throw cause;
      const faults = cause.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
      unreadable.push(`${at + 1}: ${faults.join('; ')}`);
    }
  }
  return { events, unreadable };
}

function asCloudEvent(event: unknown): object {
  const { source, id, occurredAt, accountId, ...data } = Object(event);
  return { specversion: '1.0', type: 'usage', source, id, subject: accountId, time: occurredAt, data };
}

/** A list, a value a line, or a table's rows by their columns. */
function valuesIn(text: string): readonly unknown[] {
  const trimmed = text.trim();
  if (trimmed.startsWith('[')) return JSON.parse(trimmed);
  if (trimmed.startsWith('{')) return trimmed.split('\n').map((line) => JSON.parse(line));
  const { columns, rows } = readCsv(`${trimmed}\n`);
  return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ''])));
}
