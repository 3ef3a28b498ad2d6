/**
 * Writes the client's own view of the contract: one method an operation, with plain types, and the little that is needed to
 * call it. So whoever installs the client gets types that can be read, and neither schemas nor the service's code.
 */
import * as z from 'zod/mini';
import { problem } from '../../shared/contract/answers/problem.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { routes } from '../../shared/contract/routes/routes.ts';
import { docLines, isPlainObject, type JsonSchema, nameOf, objectType, shapeOf, typeOf } from './json-type.ts';

const head = `/**
 * Every operation of the API: how it is called, what it answers, and what the client has to know to carry it out.
 * \`npm run openapi\` writes this file from the route table: change the routes, never this.
 */
import type { AnswerShape, CallOptions } from './answer.ts';
`;

export function clientOperations(): string {
  const types = new Map<string, string>();
  const methods: string[] = [];
  const table: string[] = [];
  const declare = (name: string, schema: JsonSchema): void => {
    const text = isPlainObject(schema)
      ? `export interface ${name} ${objectType(schema)}`
      : `export type ${name} = ${typeOf(schema)};`;
    const declared = [...docLines(schema.description ?? ''), text].join('\n');
    const before = types.get(name);
    if (before !== undefined && before !== declared) throw new TypeError(`two schemas are called ${name}`);
    types.set(name, declared);
  };
  const named = (suggestion: string, io: 'input' | 'output', type: z.ZodMiniType): string => {
    const { $defs = {}, ...schema } = jsonSchema(type, io);
    for (const [name, definition] of Object.entries($defs)) declare(name, definition);
    if (schema.$ref !== undefined) return nameOf(schema.$ref);
    if (schema.type !== 'object' && schema.anyOf === undefined) return typeOf(schema);
    declare(suggestion, schema);
    return suggestion;
  };
  named('Problem', 'output', problem);
  for (const [name, route] of Object.entries<Route>(routes)) {
    const title = name.charAt(0).toUpperCase() + name.slice(1);
    const answer = named(`${title}Answer`, 'output', route.answer.schema);
    const call = `{${callMembers(title, route, named).join(' ')}} & CallOptions`;
    methods.push(
      [
        ...docLines(docOf(route)),
        `${name}(call${mayBeEmpty(call) ? '?' : ''}: ${call}): Promise<Answer<${answer}>>;`,
      ].join('\n'),
    );
    table.push(`${name}: ${JSON.stringify(entryOf(route))},`);
  }
  return [
    head,
    ...types.values(),
    `/** The service's answer to a request: what was asked for, or by name why not. */
export type Answer<Value> =
  | {
      readonly kind: 'done';
      readonly value: Value;
      /** Answered before, under the same key: this time nothing was changed. */
      readonly isReplay: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly problem: Problem;
      /** Refused before, under the same key: a refusal is remembered for a day. */
      readonly isReplay: boolean;
    };`,
    `export interface CreditsClient {\n${methods.join('\n\n')}\n}`,
    `export interface OperationCall {
readonly id: string;
readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
/** With its parameters in braces. */
readonly path: string;
/** Carries an Idempotency-Key. */
readonly isChange: boolean;
readonly status: number;
readonly shape: AnswerShape;
}`,
    `export const operations: { readonly [Name in keyof CreditsClient]: OperationCall } = {\n${table.join('\n')}\n};`,
    '',
  ].join('\n\n');
}

type NameOf = (suggestion: string, io: 'input' | 'output', type: z.ZodMiniType) => string;

function callMembers(
  title: string,
  { path, query, body, bodyShape = body, isBodyOptional }: Route,
  named: NameOf,
): readonly string[] {
  const params = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => `readonly ${name}: string | number;`);
  const asked = jsonSchema(query, 'input');
  const hasQuery = Object.keys(asked.properties ?? {}).length > 0;
  return [
    ...params,
    ...(hasQuery ? [`readonly query?: ${named(`${title}Query`, 'input', query)};`] : []),
    ...(bodyShape === undefined
      ? []
      : [`readonly body${isBodyOptional ? '?' : ''}: ${named(`${title}Body`, 'input', bodyShape)};`]),
  ];
}

function mayBeEmpty(call: string): boolean {
  return !/readonly \w+: /.test(call);
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

function jsonSchema(type: z.ZodMiniType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(type, { io, unrepresentable: 'any' }) as JsonSchema;
}
