/** The document with a name for every schema of a body and an answer, in words that generators of clients agree on. */
import { present } from '../../domain/present.ts';
import { capitalized } from './capitalized.ts';
import type { DocumentSchema, Place, Schemas } from './document-schema.ts';
import { namedSchemas } from './named-schemas.ts';
import { sharedShapes } from './shared-shapes.ts';

interface Media {
  readonly schema: DocumentSchema;
}

interface Content {
  readonly content?: Readonly<Record<string, Media>>;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Media & { readonly name: string })[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Schemas;
    readonly responses: Readonly<Record<string, Content>>;
  };
}

export function readableDocument(document: object): object {
  const { paths, components, ...head } = document as Document;
  const { place, schemas } = namedSchemas(components.schemas, sharedShapes());
  const named = {
    paths: mapped(paths, (methods) => mapped(methods, (operation) => withNames(operation, place))),
    components: {
      ...components,
      responses: mapped(components.responses, (response) => withContent(response, place, 'Problem')),
    },
  };
  return { ...head, ...named, components: { ...named.components, schemas: schemas() } };
}

function withNames(operation: Operation, place: Place): Operation {
  const title = capitalized(operation.operationId);
  const { parameters, requestBody, responses } = operation;
  return {
    ...operation,
    ...(parameters && {
      parameters: parameters.map((each) => ({
        ...each,
        ...present({ description: each.schema.description }),
        schema: place(each.schema, title + capitalized(each.name)),
      })),
    }),
    ...(requestBody && { requestBody: withContent(requestBody, place, `${title}Body`) }),
    responses: mapped(responses, (response) => withContent(response, place, `${title}Answer`)),
  };
}

function withContent<C extends Content>(of: C, place: Place, name: string): C {
  const { content } = of;
  if (content === undefined) return of;
  return { ...of, content: mapped(content, (media) => ({ ...media, schema: place(media.schema, name) })) };
}

function mapped<Value>(
  members: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, change(value)]));
}
