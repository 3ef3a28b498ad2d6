/** Sends a verb's request, prints the answer, and says by the exit code how it went. */
import type { Route } from '../../contract/routes/route.ts';
import type { ClientAnswer, ClientRequest } from '../http-client.ts';
import type { Connection } from './connection.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { formatAnswer } from './print.ts';

export async function send({ client, json }: Connection, route: Route, request: ClientRequest): Promise<void> {
  const answer = await client.send(route, request);
  print(answer, json);
  if (answer.status < 400 && route.id === 'check-access' && isDenied(answer.text, request))
    process.exitCode = exitCodes.refused;
}

const pagesMax = 100_000;

/** Every page: as they come where they are lines or JSON, as one table for people. */
export async function readPages({ client, json }: Connection, route: Route, request: ClientRequest): Promise<void> {
  const whole = new Map<string, unknown[]>();
  let cursor: string | undefined;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const asked = cursor === undefined ? request : { ...request, query: { ...request.query, cursor } };
    const answer = await client.send(route, asked);
    if (answer.status >= 400) {
      print(answer, json);
      return;
    }
    cursor = answer.nextCursor ?? cursorIn(answer.text);
    if (isTable(answer.text)) console.log(pages === 0 ? answer.text.trimEnd() : withoutHead(answer.text));
    else if (json) console.log(answer.text);
    else collect(whole, answer.text);
    if (cursor === undefined) {
      if (whole.size > 0) console.log(formatAnswer(Object.fromEntries(whole)));
      return;
    }
  }
  throw new Failure(`more than ${pagesMax} pages`);
}

function collect(whole: Map<string, unknown[]>, text: string): void {
  for (const [name, value] of Object.entries(Object(JSON.parse(text))))
    if (Array.isArray(value)) whole.set(name, [...(whole.get(name) ?? []), ...value]);
}

function cursorIn(text: string): string | undefined {
  if (isTable(text)) return undefined;
  const found: unknown = Object(JSON.parse(text)).nextCursor;
  return typeof found === 'string' ? found : undefined;
}

/** Lines of values, and not an object: CSV, or JSON a line. */
function isTable(text: string): boolean {
  return !text.startsWith('{') || text.trimEnd().includes('\n');
}

/** CSV names its columns on every page; lines of JSON have no such head. */
function withoutHead(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed.startsWith('{') ? trimmed : trimmed.slice(trimmed.indexOf('\n') + 1);
}

function print({ status, text, isReplay }: ClientAnswer, json: boolean): void {
  const isRefused = status >= 400;
  // A table of values is printed as it came.
  if (json || !text.startsWith('{')) console.log(text);
  else (isRefused ? console.error : console.log)(formatAnswer(JSON.parse(text)));
  if (isReplay && !json) console.log('\nA replay: this was answered before, under the same key.');
  process.exitCode = exitCodeOf(status);
}

/** Tells whether work is denied: of the category that was asked about; of any where none was named. */
function isDenied(text: string, { query = {} }: ClientRequest): boolean {
  const access: object = Object(JSON.parse(text));
  const asked: unknown = Reflect.get(query, 'category');
  const categories = typeof asked === 'string' ? [asked] : ['ai', 'infrastructure', 'platform'];
  return categories.some((category) => Object(Reflect.get(access, category)).allowed === false);
}
