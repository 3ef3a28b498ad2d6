/** Bodies of requests as typed dictionaries of Python. */
import type { Schemas } from '../../shared/contract/openapi/document-schema.ts';
import { docLines, inBody, keywords, typeOf, written } from './python-types.ts';

/** A member whose name Python keeps for itself can't stand in a class: such a dictionary is made by a call. */
function calledBody(name: string, { properties = {}, required = [], ...about }: Schemas[string]): string {
  const members = Object.entries(properties).flatMap(([member, each]) => {
    const type = typeOf(each, inBody);
    const comment = (each.description ?? '').replaceAll(/\s+/g, ' ');
    return [
      ...(comment === '' ? [] : [`        # ${comment}`]),
      `        "${member}": ${required.includes(member) ? type : `NotRequired[${type}]`},`,
    ];
  });
  return [`${name} = TypedDict(`, `    "${name}",`, '    {', ...members, '    },', ')', ...docLines(about, '')].join(
    '\n',
  );
}

export function bodies(names: ReadonlySet<string>, schemas: Schemas): string {
  const isObject = (name: string): boolean => schemas[name]?.properties !== undefined;
  const isCalled = (name: string): boolean =>
    Object.keys(schemas[name]?.properties ?? {}).some((member) => keywords.has(member));
  const objects = [...names].filter(isObject);
  const classes = objects
    .filter((name) => !isCalled(name))
    .map((name) => {
      const { properties = {}, required = [] } = schemas[name] ?? {};
      const members = Object.entries(properties).flatMap(([member, each]) => {
        const type = typeOf(each, inBody);
        return [
          `    ${member}: ${required.includes(member) ? type : `NotRequired[${type}]`}`,
          ...docLines(each, '    '),
        ];
      });
      return [
        `class ${name}(TypedDict):`,
        ...docLines(schemas[name] ?? {}, '    '),
        ...(members.length === 0 ? ['    pass'] : members),
      ].join('\n');
    });
  // Called after the classes that their types name.
  const called = objects.filter(isCalled).map((name) => calledBody(name, schemas[name] ?? {}));
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
    ...[...classes, ...called].flatMap((text) => [text, '', '']),
    ...aliases,
    '',
  ].join('\n');
}

/** The name on the wire, where it isn't what pydantic would make of the field's. */
