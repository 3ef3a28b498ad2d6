/**
 * Writes the Python client's own view of the contract from the document: answers as pydantic models, request bodies as typed
 * dictionaries, and one method an operation, for threads and for asyncio.
 */
import type { DocumentSchema, Schemas } from '../../shared/contract/openapi/document-schema.ts';
import type { Route } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';

interface Operation {
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

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
}

export interface PythonSources {
  readonly '_answers.py': string;
  readonly '_bodies.py': string;
  readonly '_operations.py': string;
}

const prefix = '#/components/schemas/';
const written = 'Written by `npm run openapi` from the contract: change that, never this.';

export function pythonClient(document: object): PythonSources {
  const { paths, components } = document as Document;
  const operations = new Map(
    Object.values(paths).flatMap((path) => Object.values(path).map((each) => [each.operationId, each] as const)),
  );
  const calls = routeList.map((route) => {
    const operation = operations.get(route.id);
    if (operation === undefined) throw new TypeError(`${route.id} is not in the document`);
    return { route, operation };
  });
  const answered = reached(
    calls.flatMap(({ route, operation }) => refOf(operation.responses[route.answer.status]?.content)),
    components.schemas,
  );
  const problems = reached(['Problem'], components.schemas);
  const asked = reached(
    calls.flatMap(({ operation }) => [
      ...refOf(operation.requestBody?.content),
      ...(operation.parameters ?? []).flatMap((each) => refsIn(each.schema)),
    ]),
    components.schemas,
  );
  return {
    '_answers.py': answers(new Set([...answered, ...problems]), components.schemas),
    '_bodies.py': bodies(asked, components.schemas),
    '_operations.py': methods(calls),
  };
}

function refOf(content: Readonly<Record<string, { readonly schema: DocumentSchema }>> | undefined): readonly string[] {
  const { $ref } = content?.['application/json']?.schema ?? {};
  return $ref === undefined ? [] : [$ref.slice(prefix.length)];
}

function refsIn(value: unknown): readonly string[] {
  return [...JSON.stringify(value).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name = '']) => name);
}

/** Those that begin it, and all that they name, directly or not, in the order of their names. */
function reached(from: readonly string[], schemas: Schemas): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...from];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...refsIn(schemas[name]));
  }
  return new Set([...found].toSorted());
}

const typeNames: Readonly<Record<string, string>> = { string: 'str', boolean: 'bool', integer: 'int', null: 'None' };

interface Kind {
  readonly number: string;
  readonly instant: string;
  readonly isOpen: boolean;
}

const inAnswer: Kind = { number: 'Decimal', instant: 'datetime', isOpen: true };
const inBody: Kind = { number: 'Amount', instant: 'Instant', isOpen: false };

function typeOf(schema: DocumentSchema, kind: Kind): string {
  const { $ref, anyOf, oneOf, type, format, enum: values, items, properties, additionalProperties } = schema;
  if ($ref !== undefined) return $ref.slice(prefix.length);
  const several = anyOf ?? oneOf;
  if (several !== undefined) {
    // A number that may be text is an amount.
    if (several.some((each) => each.type === 'number') && several.some((each) => each.type === 'string'))
      return 'Amount';
    return [...new Set(several.map((each) => typeOf(each, kind)))].join(' | ');
  }
  if (values !== undefined) {
    const literal = `Literal[${values.map((each) => JSON.stringify(each)).join(', ')}]`;
    return kind.isOpen && values.length > 1 ? `${literal} | str` : literal;
  }
  if (Array.isArray(type)) return [...new Set(type.map((each) => typeOf({ ...schema, type: each }, kind)))].join(' | ');
  if (type === 'number') return kind.number;
  if (type === 'string' && format === 'date-time') return kind.instant;
  if (type === 'array')
    return kind.isOpen ? `list[${typeOf(items ?? {}, kind)}]` : `Sequence[${typeOf(items ?? {}, kind)}]`;
  if (type === 'object' && properties === undefined) {
    const value =
      typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0
        ? typeOf(additionalProperties, kind)
        : 'Any';
    return kind.isOpen ? `dict[str, ${value}]` : `Mapping[str, ${value}]`;
  }
  return (typeof type === 'string' ? typeNames[type] : undefined) ?? 'Any';
}

function answers(names: ReadonlySet<string>, schemas: Schemas): string {
  const parts = [...names].map((name) => {
    const schema = schemas[name] ?? {};
    if (schema.properties === undefined) {
      const type = typeOf(schema, inAnswer);
      // A newer service may know another alternative.
      return `${name} = Union[${(schema.oneOf === undefined ? type : `${type} | dict[str, Any]`).split(' | ').map(quotedRef).join(', ')}]${doc(schema, '')}`;
    }
    const members = Object.entries(schema.properties).flatMap(([member, each]) => {
      const isRequired = schema.required?.includes(member) ?? false;
      const type = typeOf(each, inAnswer);
      const field = pythonName(member);
      const optional = type.includes('None') ? type : `${type} | None`;
      const value = aliasOf(member, field, isRequired);
      return [`    ${field}: ${isRequired ? type : optional}${value}`, ...docLines(each, '    ')];
    });
    return [
      `class ${name}(Answer):`,
      ...docLines(schema, '    '),
      ...(members.length === 0 ? ['    pass'] : members),
    ].join('\n');
  });
  const ordered = [...names].map((name, at) => ({
    isAlias: schemas[name]?.properties === undefined,
    text: parts[at] ?? '',
  }));
  return [
    `"""Answers of the API. ${written}"""`,
    '',
    'from __future__ import annotations',
    '',
    'from datetime import datetime',
    'from decimal import Decimal',
    'from typing import Any, Literal, Union',
    '',
    'from pydantic import Field',
    '',
    'from ._base import Answer',
    '',
    '',
    ...[...ordered.filter(({ isAlias }) => !isAlias), ...ordered.filter(({ isAlias }) => isAlias)].flatMap(
      ({ text }) => [text, '', ''],
    ),
    ...[...names].filter((name) => schemas[name]?.properties !== undefined).map((name) => `${name}.model_rebuild()`),
    '',
  ].join('\n');
}

function quotedRef(type: string): string {
  return type;
}

function bodies(names: ReadonlySet<string>, schemas: Schemas): string {
  const isObject = (name: string): boolean => schemas[name]?.properties !== undefined;
  const classes = [...names].filter(isObject).map((name) => {
    const { properties = {}, required = [] } = schemas[name] ?? {};
    const members = Object.entries(properties).flatMap(([member, each]) => {
      const type = typeOf(each, inBody);
      return [`    ${member}: ${required.includes(member) ? type : `NotRequired[${type}]`}`, ...docLines(each, '    ')];
    });
    return [
      `class ${name}(TypedDict):`,
      ...docLines(schemas[name] ?? {}, '    '),
      ...(members.length === 0 ? ['    pass'] : members),
    ].join('\n');
  });
  const aliases = [...names]
    .filter((name) => !isObject(name))
    .map((name) => {
      const types = typeOf(schemas[name] ?? {}, inBody).split(' | ');
      return `${name} = ${types.length === 1 ? types[0] : `Union[${types.join(', ')}]`}`;
    });
  return [
    `"""Bodies of requests, as they go over the wire. ${written}"""`,
    '',
    'from __future__ import annotations',
    '',
    'from collections.abc import Mapping, Sequence',
    'from typing import Any, Literal, Union',
    '',
    'from typing_extensions import NotRequired, TypedDict',
    '',
    'from ._base import Amount, Instant',
    '',
    '',
    ...classes.flatMap((text) => [text, '', '']),
    ...aliases,
    '',
  ].join('\n');
}

interface Named {
  readonly route: Route;
  readonly operation: Operation;
}

function methods(calls: readonly Named[]): string {
  return [
    `"""Every operation of the API as a method, for threads and for asyncio. ${written}"""`,
    '',
    'from __future__ import annotations',
    '',
    'from typing import Any, TypeVar',
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

const keywords: ReadonlySet<string> = new Set([
  'from',
  'global',
  'is',
  'in',
  'not',
  'class',
  'def',
  'pass',
  'with',
  'as',
  'for',
]);

export function pythonName(name: string): string {
  const snake = name.replaceAll('-', '_').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return keywords.has(snake) ? `${snake}_` : snake;
}

/** The name on the wire, where it isn't what pydantic would make of the field's. */
function aliasOf(member: string, field: string, isRequired: boolean): string {
  const camel = field.replaceAll(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
  if (camel === member) return isRequired ? '' : ' = None';
  return isRequired
    ? ` = Field(alias=${JSON.stringify(member)})`
    : ` = Field(default=None, alias=${JSON.stringify(member)})`;
}

function doc({ description = '' }: DocumentSchema, indent: string): string {
  return description === '' ? '' : `\n${docText(description, indent).join('\n')}`;
}

function docLines({ description = '' }: DocumentSchema, indent: string): readonly string[] {
  return description === '' ? [] : docText(description, indent);
}

const lineMax = 116;

/** A text as a docstring, in lines that aren't too long. */
function docText(text: string, indent: string): readonly string[] {
  const words = `"""${text.replaceAll('\\', '\\\\').replaceAll('"""', "'''")}"""`.split(/\s+/);
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && indent.length + line.length + 1 + word.length > lineMax) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}
