/**
 * Writes the Python client's own view of the contract from the document: answers as pydantic models, request bodies as typed
 * dictionaries, and one method an operation, for threads and for asyncio.
 */
import type { Schemas } from '../../shared/contract/openapi/document-schema.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { bodies } from './python-bodies.ts';
import { methods, type Operation, refOf } from './python-methods.ts';
import { doc, docLines, inAnswer, pythonName, typeOf, written } from './python-types.ts';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
}

export interface PythonSources {
  readonly '_answers.py': string;
  readonly '_bodies.py': string;
  readonly '_operations.py': string;
}

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

function answers(names: ReadonlySet<string>, schemas: Schemas): string {
  const parts = [...names].map((name) => {
    const schema = schemas[name] ?? {};
    if (schema.properties === undefined) {
      const type = typeOf(schema, inAnswer);
      // A newer service may know another alternative.
      return `${name} = Union[${(schema.oneOf === undefined ? type : `${type} | dict[str, Any]`).split(' | ').join(', ')}]${doc(schema, '')}`;
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

function aliasOf(member: string, field: string, isRequired: boolean): string {
  const camel = field.replaceAll(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
  if (camel === member) return isRequired ? '' : ' = None';
  return isRequired
    ? ` = Field(alias=${JSON.stringify(member)})`
    : ` = Field(default=None, alias=${JSON.stringify(member)})`;
}
