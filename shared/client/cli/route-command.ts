/** Every route as a verb: what its path names are arguments, what its query and body take are options, read from the route’s own schemas. */
import { Command } from 'commander';
import type { Route } from '../../contract/routes/route.ts';
import { confirm, isFinal } from './confirm.ts';
import { connect } from './connection.ts';
import { addMemberOptions, bodyMembers, type Member, queryMembers, typedValue } from './members.ts';
import { readPages, send } from './send.ts';

export function routeCommand(route: Route): Command {
  const command = new Command(route.id).summary(route.summary).description(route.description ?? route.summary);
  const params = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  for (const name of params) command.argument(`<${name}>`);
  const query = queryMembers(route);
  const body = bodyMembers(route);
  addMemberOptions(command, [...query, ...body]);
  if (route.body !== undefined)
    command.option('--body <json>', 'the whole body as JSON, or - to read it from standard input');
  if (route.isChange) command.option('--key <key>', 'the Idempotency-Key; a fresh one when left out');
  if (isFinal(route)) command.option('--yes', 'without asking: this can’t be undone');
  const isPaged = query.some(({ name }) => name === 'cursor');
  if (isPaged) command.option('--all', 'every page; with --json a line each');
  return command.action(async () => {
    const options: Record<string, unknown> = command.opts();
    const connection = connect(command);
    const request = {
      params: Object.fromEntries(params.map((name, index) => [name, command.args[index]])),
      query: pick(query, options, (_member, text) => text),
      ...(route.body === undefined ? {} : { body: await bodyOf(route, body, options) }),
      ...(typeof options['key'] === 'string' ? { idempotencyKey: options['key'] } : {}),
    };
    if (isFinal(route) && options['yes'] !== true && !(await confirm(`${route.summary}: ${command.args.join(' ')}?`)))
      return;
    if (options['all'] === true) await readPages(connection, route, request);
    else await send(connection, route, request);
  });
}

async function bodyOf(
  route: Route,
  members: readonly Member[],
  options: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const whole = options['body'];
  if (typeof whole === 'string') return JSON.parse(whole === '-' ? await standardInput() : whole);
  const body = pick(members, options, typedValue);
  return Object.keys(body).length === 0 && route.isBodyOptional ? undefined : body;
}

function pick(
  members: readonly Member[],
  options: Readonly<Record<string, unknown>>,
  read: (member: Member, text: string) => unknown,
): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const member of members) {
    const given = options[member.name];
    if (typeof given === 'string') picked[member.name] = read(member, given);
    else if (given !== undefined) picked[member.name] = given;
  }
  return picked;
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
