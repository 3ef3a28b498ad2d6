/** Where a request has texts and parameters, by its example and by the document. */
import document from '../../../shared/contract/openapi/openapi.json' with { type: 'json' };
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routes } from '../../../shared/contract/routes/routes.ts';
import { textPaths } from '../builders/route-request.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: { readonly maximum?: number };
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> };
}

function operationOf(id: string): Operation | undefined {
  const all = Object.values(document.paths).flatMap((path) => Object.values(path) as unknown as readonly Operation[]);
  return all.find(({ operationId }) => operationId === id);
}

export function parametersOf(id: string): readonly Parameter[] {
  return operationOf(id)?.parameters ?? [];
}

/** Where the example has texts, and every member of the body that the document calls a text. */
export function pathsOf(route: Route): readonly (readonly string[])[] {
  return [...textPaths(exampleOf(route)), ...textsOfDocument(route.id).map((name) => [name])];
}

/** An example for a route. Of a batch, one element: the others would be carried out. */
export function exampleOf({ id, example }: Route): unknown {
  if (id !== routes.debitBatch.id) return example.body ?? {};
  const { debits } = example.body as { readonly debits: readonly unknown[] };
  return { debits: debits.slice(0, 1) };
}

function textsOfDocument(id: string): readonly string[] {
  const schema = operationOf(id)?.requestBody?.content['application/json']?.schema;
  return [...new Set(textMembers(schema))];
}

function textMembers(schema: unknown): readonly string[] {
  const {
    properties = {},
    anyOf = [],
    oneOf = [],
    allOf = [],
  } = Object(schema) as {
    readonly properties?: Readonly<Record<string, { readonly type?: string }>>;
    readonly anyOf?: readonly unknown[];
    readonly oneOf?: readonly unknown[];
    readonly allOf?: readonly unknown[];
  };
  const own = Object.entries(properties).flatMap(([name, { type }]) => (type === 'string' ? [name] : []));
  return [...own, ...[...anyOf, ...oneOf, ...allOf].flatMap(textMembers)];
}
