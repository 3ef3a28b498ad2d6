/**
 * The tools of the MCP server, made from the route table: whoever starts it gets every read, and of what changes something only
 * what it was told to allow.
 */
import * as z from 'zod/mini';
import { type GrantedPermission, isPermitted } from '../../contract/routes/permission.ts';
import type { Route } from '../../contract/routes/route.ts';
import { routeList } from '../../contract/routes/routes.ts';
import { present } from '../../domain/present.ts';
import { documentedSchema } from '../cli/members.ts';

/** Permissions that can be allowed. Those of keys and endpoints aren't: a model would read their secrets. */
export const allowable = ['charge', 'lifecycle', 'money-in', 'checkout', 'adjust', 'publish', 'operate'] as const;

export type Allowable = (typeof allowable)[number];

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: { readonly type: 'object'; readonly [member: string]: unknown };
  readonly annotations: {
    readonly title: string;
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: false;
  };
}

/** Work in progress: what these set aside or give back, nobody has spent. */
const gentle = ['authorize-hold', 'report-usage', 'release-hold', 'create-checkout', 'open-portal', 'follow-checkout'];

/** The routes that a server offers which was started so. */
export function offeredRoutes(allowed: readonly Allowable[]): readonly Route[] {
  const granted: readonly GrantedPermission[] = ['read', ...allowed];
  return routeList.filter((route) => (isRead(route) ? isReadable(route, granted) : isPermitted(route, allowed)));
}

export function toolOf(route: Route): Tool {
  const { id, summary, description = '' } = route;
  const key = route.isChange
    ? ' Take the idempotencyKey from what caused it (an order, a message, a run): the same key again changes nothing and gets the first answer.'
    : '';
  return {
    name: id,
    title: summary,
    description: `${summary}. ${description}${key}`,
    inputSchema: inputSchema(route),
    annotations: {
      title: summary,
      readOnlyHint: isRead(route),
      destructiveHint: !isRead(route) && !gentle.includes(id),
      idempotentHint: isRead(route) || route.isChange,
      openWorldHint: false,
    },
  };
}

/** A quote asks by a body, and changes nothing. */
function isRead({ method, id }: Route): boolean {
  return method === 'GET' || id === 'quote-usage';
}

function isReadable(route: Route, granted: readonly GrantedPermission[]): boolean {
  return route.id === 'quote-usage' || (route.permission !== 'anyone' && isPermitted(route, granted));
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

const keySchema = {
  type: 'string',
  minLength: 1,
  maxLength: 255,
  description: 'Names what caused the change, so that it is done once however often it is asked for.',
};

/** Puts what stands in path and query beside each other, and the body as it goes over the wire. */
function inputSchema(route: Route): Tool['inputSchema'] {
  const params: ObjectSchema = documentedSchema(route.params);
  const query: ObjectSchema = documentedSchema(route.query);
  const shape = route.bodyShape ?? route.body;
  const hasBody = shape !== undefined;
  const properties = {
    ...params.properties,
    ...query.properties,
    ...(hasBody ? { body: withoutDialect(documentedSchema(shape)) } : {}),
    ...(route.isChange ? { idempotencyKey: keySchema } : {}),
  };
  const required = [
    ...Object.keys(params.properties ?? {}),
    ...(query.required ?? []),
    ...(hasBody && route.isBodyOptional !== true ? ['body'] : []),
    ...(route.isChange ? ['idempotencyKey'] : []),
  ];
  return { type: 'object', properties, required, additionalProperties: false };
}

function withoutDialect({ $schema: _dialect, ...schema }: Readonly<Record<string, unknown>>): object {
  return schema;
}

const callShape = z.record(z.string(), z.unknown());

export interface Asked {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
}

/** Sorts a call's arguments into those of a request; answers in words what is missing. */
export function requestOf(route: Route, given: unknown): Asked | string {
  const named = callShape.safeParse(given ?? {});
  if (!named.success) return 'The arguments must be an object.';
  const { body, idempotencyKey, ...rest } = named.data;
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const missing = names.filter((name) => rest[name] === undefined);
  if (missing.length > 0) return `${missing.join(', ')} must be given.`;
  if (route.isChange && (typeof idempotencyKey !== 'string' || idempotencyKey === ''))
    return 'idempotencyKey must be given: a name of what causes the change.';
  return {
    params: Object.fromEntries(names.map((name) => [name, rest[name]])),
    query: Object.fromEntries(Object.entries(rest).filter(([name]) => !names.includes(name))),
    ...present({ body, idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : undefined }),
  };
}
