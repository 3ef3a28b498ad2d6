/**
 * Gives every object, choice and list of values of the document a name, so that what is generated from it has types that
 * people can read. A name comes from where a schema stands (`DebitCreditsBody`, `QuoteAccount`), or, for what stands in many
 * places, from a table of shared shapes.
 */
import { present } from '../../domain/present.ts';
import { capitalized } from './capitalized.ts';
import { choiceSchema } from './choice-schema.ts';
import type { DocumentSchema, Place, Schemas } from './document-schema.ts';
import { plainSchema, withDefaultInWords } from './plain-schema.ts';

interface Named {
  readonly place: Place;
  /** All that have a name, in the order of their names. */
  readonly schemas: () => Schemas;
}

const prefix = '#/components/schemas/';

/** Begins with the schemas that the document has named already. */
export function namedSchemas(components: Schemas, shared: Schemas): Named {
  const named = new Map<string, DocumentSchema>();
  const sharedNames = new Map(Object.entries(shared).map(([name, schema]) => [shapeText(schema), name]));
  const sourceOf = (name: string): DocumentSchema => components[name] ?? shared[name] ?? named.get(name) ?? {};
  const define = (name: string, make: () => DocumentSchema): DocumentSchema => {
    if (named.has(name)) throw new TypeError(`two schemas of the document are called ${name}`);
    named.set(name, {});
    named.set(name, make());
    return { $ref: prefix + name };
  };
  const place: Place = (given, name) => {
    if (given.$ref !== undefined) return given;
    const schema = withDefaultInWords(given);
    const sharedName = sharedNames.get(shapeText(schema));
    if (sharedName !== undefined) {
      if (!named.has(sharedName)) define(sharedName, () => within(schema, sharedName));
      return { $ref: prefix + sharedName, ...ownWords(schema, shared[sharedName]) };
    }
    return isNamed(schema) ? define(name, () => within(schema, name)) : within(schema, name);
  };
  const within: Place = (schema, name) => {
    const plain = choiceSchema(plainSchema(schema), {
      name,
      place,
      resolved: ($ref) => sourceOf($ref.slice(prefix.length)),
    });
    const { properties, items, additionalProperties } = plain;
    return {
      ...plain,
      ...(properties && { properties: mapped(properties, (each, member) => place(each, name + capitalized(member))) }),
      ...(items && { items: place(items, `${name}Item`) }),
      ...(isSchema(additionalProperties) && { additionalProperties: place(additionalProperties, `${name}Value`) }),
    };
  };
  for (const [name, schema] of Object.entries(components)) {
    if (!sharedNames.has(shapeText(schema))) define(name, () => within(schema, name));
  }
  return { place, schemas: () => Object.fromEntries([...named].toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

/** The words on a shared shape in one place, if they aren't those that it has in all. */
function ownWords(
  { description }: DocumentSchema,
  all: DocumentSchema | undefined,
): Pick<DocumentSchema, 'description'> {
  return present({ description: description === all?.description ? undefined : description });
}

/** Objects with members of their own, lists of values, and choices. Maps, lists and plain values have types already. */
function isNamed({ type, properties, anyOf, oneOf, enum: values }: DocumentSchema): boolean {
  const several = (anyOf ?? oneOf ?? []).filter((each) => each.type !== 'null');
  return (type === 'object' && properties !== undefined) || (values?.length ?? 0) > 1 || several.length > 1;
}

/** All that makes a schema take or refuse, without words about it: by this shared shapes are known. */
function shapeText(schema: DocumentSchema): string {
  return JSON.stringify(schema, (name, value) => (name === 'description' || name === 'examples' ? undefined : value));
}

function isSchema(additional: DocumentSchema['additionalProperties']): additional is DocumentSchema {
  return typeof additional === 'object' && Object.keys(additional).length > 0;
}

function mapped(members: Schemas, change: (schema: DocumentSchema, name: string) => DocumentSchema): Schemas {
  return Object.fromEntries(Object.entries(members).map(([name, each]) => [name, change(each, name)]));
}
