/** The request of a route's own example, for tests that ask the same of every route. */
import type { Route } from '../../../shared/contract/routes/route.ts';

export type Params = Readonly<Record<string, string>>;

export interface RouteRequest {
  readonly method: string;
  readonly path: string;
  readonly params: Params;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it goes over the wire. */
  readonly text?: string;
}

export function requestOf(route: Route, over: Params = {}): RouteRequest {
  const params = paramsOf(route, over);
  const { body } = route.example;
  return {
    method: route.method,
    path: route.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(params[name] ?? '')),
    params,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(route.isChange ? { 'idempotency-key': `key of ${route.id}` } : {}),
    },
    ...(body === undefined ? {} : { text: JSON.stringify(body) }),
  };
}

/** The names in a route's path, with the example's values or others. */
function paramsOf({ path, example }: Route, over: Params): Params {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return Object.fromEntries(names.map((name) => [name, over[name] ?? String(example.params?.[name] ?? '')]));
}

/** Any of a request's members that hold text, by their path: `usage.0.sku`. */
export function textPaths(value: unknown, above: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value === 'string') return [above];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textPaths(inner, [...above, name]));
}

/** A copy of `value` with another at this path. */
export function withValueAt(value: unknown, [name, ...rest]: readonly string[], other: unknown): unknown {
  if (name === undefined) return other;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[name] = withValueAt(copy[name], rest, other);
  return copy;
}
