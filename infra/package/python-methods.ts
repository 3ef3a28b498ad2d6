/** Every operation of the contract as a method of Python, for threads and for asyncio. */
import type { DocumentSchema } from '../../shared/contract/openapi/document-schema.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { docText, inBody, prefix, pythonName, typeOf, written } from './python-types.ts';

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: DocumentSchema }[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { readonly schema: DocumentSchema }>>;
  };
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: DocumentSchema }>> }>
  >;
}

export interface Named {
  readonly route: Route;
  readonly operation: Operation;
}

export function refOf(
  content: Readonly<Record<string, { readonly schema: DocumentSchema }>> | undefined,
): readonly string[] {
  const { $ref } = content?.['application/json']?.schema ?? {};
  return $ref === undefined ? [] : [$ref.slice(prefix.length)];
}

export function methods(calls: readonly Named[]): string {
  return [
    `"""Every operation of the API as a method, for threads and for asyncio. ${written}"""`,
    '',
    'from __future__ import annotations',
    '',
    'from typing import Any, Literal, TypeVar',
    '',
    'from . import _answers, _bodies',
    'from ._base import Amount, Instant',
    'from ._call import Call, Operation',
    '',
    'T = TypeVar("T")',
    '',
    ...calls.map(({ route, operation }) => {
      const answer = `_answers.${refOf(operation.responses[route.answer.status]?.content)[0] ?? ''}`;
      const isChange = route.isChange ? 'True' : 'False';
      return `${constant(route.id)}: Operation[${answer}] = Operation(\n    ${JSON.stringify(route.id)}, "${route.method}", ${JSON.stringify(route.path)}, ${isChange}, ${route.answer.status}, ${answer}\n)`;
    }),
    '',
    '',
    ...classOf('Operations', '', calls),
    '',
    '',
    ...classOf('AsyncOperations', 'async ', calls),
    '',
  ].join('\n');
}

function classOf(name: string, asynchronous: '' | 'async ', calls: readonly Named[]): readonly string[] {
  return [
    `class ${name}:`,
    `    """One method an operation. A refusal is raised as \`CreditsRefused\`."""`,
    '',
    `    ${asynchronous}def _send(self, call: Call[T]) -> T:`,
    '        raise NotImplementedError',
    ...calls.flatMap((each) => ['', ...methodOf(each, asynchronous)]),
  ];
}

function methodOf({ route, operation }: Named, asynchronous: '' | 'async '): readonly string[] {
  const answer = `_answers.${refOf(operation.responses[route.answer.status]?.content)[0] ?? ''}`;
  const params = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const [bodyType] = refOf(operation.requestBody?.content);
  const query = (operation.parameters ?? []).filter((each) => each.in === 'query' && !['format'].includes(each.name));
  const given = [
    ...params.map((name) => `${pythonName(name)}: ${qualified(typeOf(parameterOf(operation, name), inBody))}`),
    ...(bodyType === undefined ? [] : [`body: _bodies.${bodyType}${route.isBodyOptional ? ' | None = None' : ''}`]),
  ];
  const named = [
    ...query.map(({ name, schema }) => `${pythonName(name)}: ${qualified(typeOf(schema, inBody))} | None = None`),
    ...(route.isChange ? ['idempotency_key: str | None = None'] : []),
  ];
  const members = [
    constant(route.id),
    ...(params.length === 0 ? [] : [`params={${params.map((name) => `"${name}": ${pythonName(name)}`).join(', ')}}`]),
    ...(query.length === 0 ? [] : [`query={${query.map(({ name }) => `"${name}": ${pythonName(name)}`).join(', ')}}`]),
    ...(bodyType === undefined ? [] : ['body=body']),
    ...(route.isChange ? ['idempotency_key=idempotency_key'] : []),
  ];
  const signature = ['self', ...given, ...(named.length === 0 ? [] : ['*', ...named])];
  const text = [route.summary, ...(route.refusals.length === 0 ? [] : [`Refusals: ${route.refusals.join(', ')}`])];
  return [
    `    ${asynchronous}def ${pythonName(route.id)}(`,
    ...signature.map((each) => `        ${each},`),
    `    ) -> ${answer}:`,
    ...docText(`${text.map((each) => (/[.!?]$/.test(each) ? each : `${each}.`)).join(' ')}`, '        '),
    `        return ${asynchronous === '' ? '' : 'await '}self._send(`,
    `            Call(${members.join(', ')})`,
    '        )',
  ];
}

function parameterOf({ parameters = [] }: Operation, name: string): DocumentSchema {
  return parameters.find((each) => each.name === name)?.schema ?? { type: 'string' };
}

/** Named types of queries are among the bodies. */
function qualified(type: string): string {
  return /^[A-Z]\w+$/.test(type) && !['Amount', 'Instant', 'Any'].includes(type) ? `_bodies.${type}` : type;
}

function constant(id: string): string {
  return id.replaceAll('-', '_').toUpperCase();
}
