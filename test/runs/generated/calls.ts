/** One call of every operation, as its route's example has it, and what it must be answered with. */

import { request } from '../../../infra/examples/narrator.ts';
import { capitalized } from '../../../shared/contract/openapi/capitalized.ts';
import document from '../../../shared/contract/openapi/openapi.json' with { type: 'json' };
import type { Route } from '../../../shared/contract/routes/route.ts';
import { present } from '../../../shared/domain/present.ts';

export interface Call {
  readonly id: string;
  readonly method: string;
  /** With its parameters in place. */
  readonly path: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly query: Readonly<Record<string, string | number>>;
  readonly key?: string;
  readonly body?: unknown;
  readonly bodyType?: string;
  readonly answerType: string;
  /** It has a query or headers. */
  readonly isParameterized: boolean;
  readonly status: number;
}

/** A driver's word on a call: the answer as it came, and as the client's types hold it. */
export type Reply =
  | { readonly status: number; readonly raw: unknown; readonly typed: unknown; readonly type?: string }
  | { readonly error: string };

/** Pages are asked for with a limit, so that a query goes through the client too. */
export function callOf(route: Route): Call {
  const { id } = route;
  const { method, path, key, body = route.body === undefined ? undefined : {} } = request(route);
  const { parameters = [] } = operations().find(({ operationId }) => operationId === id) ?? {};
  const isPaged = parameters.some((each) => each.in === 'query' && each.name === 'limit');
  return {
    id,
    method,
    path,
    params: pathParams(route),
    query: isPaged ? { limit: 5 } : {},
    ...present({ key }),
    ...(body === undefined ? {} : { body, bodyType: `${capitalized(id)}Body` }),
    answerType: answerTypeOf(id, route.answer.status),
    isParameterized: parameters.some((each) => each.in !== 'path'),
    status: route.answer.status,
  };
}

/** Those that the path has, in its order. */
export function pathParams({ path, example }: Route): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, example.params?.[name] ?? '']),
  );
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>> }>
  >;
}

function operations(): readonly Operation[] {
  return Object.values(document.paths).flatMap((path) => Object.values(path) as readonly Operation[]);
}

function answerTypeOf(id: string, status: number): string {
  const operation = operations().find(({ operationId }) => operationId === id);
  const { $ref = '' } = operation?.responses[status]?.content?.['application/json']?.schema ?? {};
  return $ref.slice($ref.lastIndexOf('/') + 1);
}
