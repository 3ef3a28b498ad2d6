/** Alternatives: each gets a name, and what they are told apart by is said where one member does that. */
import { capitalized } from './capitalized.ts';
import type { DocumentSchema, Place } from './document-schema.ts';

interface Choice {
  readonly name: string;
  readonly place: Place;
  readonly resolved: ($ref: string) => DocumentSchema;
}

/**
 * A choice between objects is `oneOf`, with a discriminator if they have a member with one value in each; else each is called
 * by the first member that it must have and another hasn't (`DebitCreditsBodyByUsage`). Anything else stays as it is.
 */
export function choiceSchema(schema: DocumentSchema, { name, place, resolved }: Choice): DocumentSchema {
  const { anyOf, oneOf, type, ...rest } = schema;
  const several = anyOf ?? oneOf;
  if (several === undefined) return schema;
  const values = several.filter((each) => each.type !== 'null');
  if (values.length === 1) return { ...rest, anyOf: several.map((each) => (isNull(each) ? each : place(each, name))) };
  const shapes = several.map((each) => (each.$ref === undefined ? each : resolved(each.$ref)));
  if (shapes.some((each) => each.type !== 'object'))
    return { ...rest, anyOf: several.map((each) => place(each, name)) };
  const tag = tagOf(shapes);
  const placed = several.map((each, at) => place(each, name + suffixOf(shapes[at] ?? each, shapes, tag)));
  if (tag === undefined) return { ...rest, oneOf: placed };
  const mapping = Object.fromEntries(
    placed.flatMap(({ $ref }, at) => ($ref === undefined ? [] : [[onlyValue(shapes[at], tag) ?? '', $ref]])),
  );
  return { ...rest, oneOf: placed, discriminator: { propertyName: tag, mapping } };
}

function isNull({ type }: DocumentSchema): boolean {
  return type === 'null';
}

/** The member that all must have, with another single value in each. */
function tagOf(shapes: readonly DocumentSchema[]): string | undefined {
  const [first] = shapes;
  return first?.required?.find((member) => {
    const values = shapes.map((shape) => (shape.required?.includes(member) ? onlyValue(shape, member) : undefined));
    return values.every((value) => value !== undefined) && new Set(values).size === shapes.length;
  });
}

/** The one text that a member may be. */
function onlyValue(shape: DocumentSchema | undefined, member: string): string | undefined {
  const { const: only, enum: list = [] } = shape?.properties?.[member] ?? {};
  const value = only ?? (list.length === 1 ? list[0] : undefined);
  return typeof value === 'string' ? value : undefined;
}

function suffixOf(shape: DocumentSchema, shapes: readonly DocumentSchema[], tag: string | undefined): string {
  const value = tag === undefined ? undefined : onlyValue(shape, tag);
  if (value !== undefined) return capitalized(value);
  const own = shape.required?.find((member) => shapes.some((other) => !other.required?.includes(member)));
  if (own === undefined) throw new TypeError('two alternatives that nothing tells apart');
  return `By${capitalized(own)}`;
}
