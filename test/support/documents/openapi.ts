/** The parts of an OpenAPI document that tests look at. */
import type { Route } from '../../../shared/contract/routes/route.ts';

export interface Document {
  readonly info: { readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly headers: Readonly<Record<string, { readonly example?: unknown }>>;
    readonly examples: Readonly<Record<string, { readonly description?: string; readonly value?: unknown }>>;
  };
}

interface Schema {
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly responses: Readonly<Record<string, Response>>;
}

export interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content: Readonly<
    Record<
      string,
      { readonly schema: unknown; readonly example?: unknown; readonly examples?: Readonly<Record<string, object>> }
    >
  >;
}

export function operationsOf(document: Document): readonly Operation[] {
  return Object.values(document.paths).flatMap((path) => Object.values(path));
}

export function operationOf(document: Document, { method, path, id }: Route): Operation {
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`${id} is not in the document`);
  return operation;
}

export function responsesOf(
  document: Document,
  route: Route,
): readonly { readonly route: Route; readonly status: string; readonly response: Response }[] {
  const { responses } = operationOf(document, route);
  // One without a body has no content.
  return Object.entries(responses).map(([status, response]) => ({
    route,
    status,
    response: { ...response, content: response.content ?? {} },
  }));
}

/** The target of a reference; anything else is itself. */
export function resolve(document: Document, value: object): unknown {
  if (!('$ref' in value)) return value;
  const steps = String(value.$ref).split('/').slice(1);
  return steps.reduce<unknown>((inner, step) => Object(inner)[step], document);
}
