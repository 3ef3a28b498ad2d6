/** Every route as a verb: what its path names are arguments, what its query and body take are options, read from the OpenAPI document. */
import { Command } from 'commander';
import document from '../../contract/openapi/openapi.json' with { type: 'json' };
import type { Route } from '../../contract/routes/route.ts';
import { createHttpClient } from '../http-client.ts';
import { formatAnswer } from './print.ts';

interface Member {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}

export function routeCommand(route: Route): Command {
  const command = new Command(route.id).summary(route.summary).description(route.description ?? route.summary);
  const params = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  for (const name of params) command.argument(`<${name}>`);
  const query = queryMembers(route);
  const body = bodyMembers(route);
  for (const member of [...query, ...body]) command.option(`--${member.name} <${hint(member)}>`, member.description);
  if (route.body !== undefined)
    command.option('--body <json>', 'the whole body as JSON, or - to read it from standard input');
  if (route.isChange) command.option('--key <key>', 'the Idempotency-Key; a fresh one when left out');
  return command.action(async () => {
    const options: Record<string, string> = command.opts();
    const { url, json } = command.optsWithGlobals<{ url: string; json: boolean }>();
    const answer = await createHttpClient(url).send(route, {
      params: Object.fromEntries(params.map((name, index) => [name, command.args[index]])),
      query: pick(query, options, (_member, text) => text),
      ...(route.body === undefined ? {} : { body: await bodyOf(route, body, options) }),
      ...(options['key'] === undefined ? {} : { idempotencyKey: options['key'] }),
    });
    print(answer, json);
  });
}

function print(
  { status, text, isReplay }: { readonly status: number; readonly text: string; readonly isReplay: boolean },
  json: boolean,
): void {
  const isRefused = status >= 400;
  // A table of values is printed as it came.
  if (json || !text.startsWith('{')) console.log(text);
  else (isRefused ? console.error : console.log)(formatAnswer(JSON.parse(text)));
  if (isReplay && !json) console.log('\nA replay: this was answered before, under the same key.');
  if (isRefused) process.exitCode = 1;
}

async function bodyOf(
  route: Route,
  members: readonly Member[],
  options: Readonly<Record<string, string>>,
): Promise<unknown> {
  const whole = options['body'];
  if (whole !== undefined) return JSON.parse(whole === '-' ? await standardInput() : whole);
  const body = pick(members, options, typedValue);
  return Object.keys(body).length === 0 && route.isBodyOptional ? undefined : body;
}

function pick(
  members: readonly Member[],
  options: Readonly<Record<string, string>>,
  read: (member: Member, text: string) => unknown,
): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const member of members) {
    const text = options[member.name];
    if (text !== undefined) picked[member.name] = read(member, text);
  }
  return picked;
}

/** Texts are texts; everything else is JSON, and the service says so if it isn't what it takes. */
function typedValue({ type }: Member, text: string): unknown {
  if (type === 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function hint({ type }: Member): string {
  return type === 'string' ? 'text' : type === 'object' || type === 'array' ? 'json' : 'number';
}

function queryMembers(route: Route): readonly Member[] {
  const { parameters = [] } = operationOf(route);
  return parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, description = '', schema }) => ({ name, type: schema.type ?? 'string', description }));
}

function bodyMembers(route: Route): readonly Member[] {
  const schema = operationOf(route).requestBody?.content['application/json'].schema;
  const shapes = schema === undefined ? [] : [schema, ...(schema.anyOf ?? [])];
  const members = new Map<string, Member>();
  for (const { properties = {} } of shapes) {
    for (const [name, { type = 'string', description = '' }] of Object.entries(properties))
      members.set(name, { name, type, description });
  }
  return [...members.values()];
}

/** What the CLI reads of the document. */
interface Operation {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly description?: string;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
}

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

function operationOf({ path, method }: Route): Operation {
  const paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> = document.paths;
  const operation = paths[path]?.[method.toLowerCase()];
  if (operation === undefined) throw new TypeError(`${method} ${path} is not in the OpenAPI document`);
  return operation;
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
