/**
 * Writes the client's own view of the contract: one method an operation, with plain types, and the little that is needed to
 * call it. So whoever installs the client gets types that can be read, and neither schemas nor the service's code.
 */
import { posix } from 'node:path';
import { problem } from '../../shared/contract/answers/problem.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { routeFamilies } from '../../shared/contract/routes/route-families.ts';
import { type ContractTypes, contractTypes, jsonSchema, kebabOf } from './contract-types.ts';
import { docLines, shapeOf, writtenFrom } from './json-type.ts';

const head = `/**
 * Every operation of the API: how it is called, what it answers, and what the client has to know to carry it out.
 * \`npm run openapi\` writes this file and those of its folder from the route table: change the routes, never these.
 */`;

/** The text of each file by its path under `shared/client`: a file a noun that is answered, two a family of routes. */
export function clientOperations(): Readonly<Record<string, string>> {
  const types = contractTypes();
  types.written({ schema: problem, io: 'output', name: 'Problem' });
  const families = Object.entries<RouteFamily>(routeFamilies);
  const calls = families.map(([family, routes]) => [callsFile(family), callsOf(family, routes, types)] as const);
  const texts = new Map(calls);
  for (const { file, text } of types.declarations.values())
    texts.set(file, [...(texts.has(file) ? [texts.get(file)] : []), text].join('\n\n'));
  const withImports = [...texts].map(([file, text]) => [
    file,
    [writtenFrom('the routes'), importsOf(file, text, types), `\n${text}\n`].filter(Boolean).join('\n'),
  ]);
  return { ...Object.fromEntries(withImports), 'operations.ts': wholeOf(Object.keys(routeFamilies), types) };
}

type RouteFamily = Readonly<Record<string, Route>>;

function callsFile(family: string): string {
  return `api/calls/${kebabOf(family)}.ts`;
}

function callsOf(family: string, routes: RouteFamily, types: ContractTypes): string {
  const file = `api/requests/${kebabOf(family)}.ts`;
  const methods = Object.entries(routes).map(([name, route]) => methodOf(name, route, types, file));
  const table = Object.entries(routes).map(([name, route]) => `${name}: ${JSON.stringify(entryOf(route))},`);
  const title = titleOf(family);
  return [
    `export interface ${title}Methods {\n${methods.join('\n\n')}\n}`,
    `export const ${family}Operations: { readonly [Name in keyof ${title}Methods]: OperationCall } = {\n${table.join('\n')}\n};`,
  ].join('\n\n');
}

function methodOf(name: string, route: Route, types: ContractTypes, requestsFile: string): string {
  const { path, query, body, bodyShape = body, isBodyOptional, answer } = route;
  const title = titleOf(name);
  const answered = types.written({ schema: answer.schema, io: 'output', name: `${title}Answer` });
  const asked = { io: 'input', file: requestsFile } as const;
  const params = [...path.matchAll(/\{(\w+)\}/g)].map(([, param = '']) => `readonly ${param}: string | number;`);
  if (Object.keys(jsonSchema(query, 'input').properties ?? {}).length > 0)
    params.push(`readonly query?: ${types.written({ ...asked, schema: query, name: `${title}Query` })};`);
  if (bodyShape !== undefined) {
    const written = types.written({ ...asked, schema: bodyShape, name: `${title}Body` });
    params.push(`readonly body${isBodyOptional ? '?' : ''}: ${written};`);
  }
  const mayBeEmpty = !params.some((param) => /readonly \w+: /.test(param));
  const call = `call${mayBeEmpty ? '?' : ''}: {${params.join(' ')}} & CallOptions`;
  return [...docLines(docOf(route)), `${name}(${call}): Promise<Answer<${answered}>>;`].join('\n');
}

function docOf({ summary, description = '', refusals }: Route): string {
  const text = /[.!?]$/.test(summary) ? summary : `${summary}.`;
  return [text, description, ...(refusals.length > 0 ? [`Refusals: ${refusals.join(', ')}.`] : [])]
    .filter(Boolean)
    .join(' ');
}

function entryOf({ id, method, path, isChange, answer }: Route): object {
  const { $defs = {}, ...schema } = jsonSchema(answer.schema, 'output');
  return { id, method, path, isChange, status: answer.status, shape: shapeOf(schema, $defs) };
}

/** The file that has them all: the client, the table of its calls, and every type by its name. */
function wholeOf(families: readonly string[], { declarations }: ContractTypes): string {
  const imports = families.map(
    (family) => `import { type ${titleOf(family)}Methods, ${family}Operations } from './${callsFile(family)}';`,
  );
  const files = [...new Set([...declarations.values()].map(({ file }) => file))];
  const members = families.map((family) => `...${family}Operations,`);
  return [
    [head, "import type { OperationCall } from './answer.ts';", ...imports].join('\n'),
    [
      "export type { Answer, OperationCall } from './answer.ts';",
      ...files.map((file) => `export type * from './${file}';`),
    ].join('\n'),
    `export interface CreditsClient extends ${families.map((family) => `${titleOf(family)}Methods`).join(', ')} {}`,
    `export const operations: { readonly [Name in keyof CreditsClient]: OperationCall } = {\n${members.join('\n')}\n};`,
    '',
  ].join('\n\n');
}

/** The imports of what a text names. */
function importsOf(file: string, text: string, { declarations }: ContractTypes): string {
  const code = text.replaceAll(/\/\*\*.*?\*\/|"[^"]*"/gs, '');
  const named = new Map<string, string[]>();
  const importable = [
    ...['Answer', 'CallOptions', 'OperationCall'].map((name) => [name, 'answer.ts'] as const),
    ...[...declarations].map(([name, { file: from }]) => [name, from] as const),
  ];
  for (const [name, from] of importable)
    if (from !== file && new RegExp(`\\b${name}\\b`).test(code)) named.set(from, [...(named.get(from) ?? []), name]);
  return [...named]
    .map(([from, names]) => [posix.relative(posix.dirname(file), from), names.join(', ')] as const)
    .map(([path, names]) => `import type { ${names} } from '${path.startsWith('.') ? path : `./${path}`}';`)
    .join('\n');
}

function titleOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
