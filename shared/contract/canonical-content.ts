/**
 * The content of a request as it was read, still as JSON: what can be written in several ways, as an amount by a number or by
 * text, or an instant in any zone, is written in one. R8 compares this, so the same values are the same request.
 */
import * as z from 'zod/mini';

type Canonical = (value: unknown) => unknown;

const canonicals = new WeakMap<z.core.$ZodType, Canonical>();

/** Says how what a schema takes is written in the one way. */
export function readsAs<Input, Schema extends z.ZodMiniType<Input, Input>>(
  schema: Schema,
  canonical: (value: Input) => unknown,
): Schema {
  // Called with what the schema has taken alone.
  canonicals.set(schema, canonical as Canonical);
  return schema;
}

/** A value that the schema takes, in the one way of writing it: the very same value where it already is. */
export function canonicalContent(schema: z.core.$ZodType, value: unknown): unknown {
  const canonical = canonicals.get(schema);
  if (canonical !== undefined) return canonical(value);
  if (schema instanceof z.ZodMiniPipe) return canonicalContent(schema.def.in, value);
  if (
    schema instanceof z.ZodMiniOptional ||
    schema instanceof z.ZodMiniExactOptional ||
    schema instanceof z.ZodMiniDefault
  )
    return value === undefined ? value : canonicalContent(schema.def.innerType, value);
  if (schema instanceof z.ZodMiniUnion) {
    const taken = schema.def.options.find((option) => z.safeParse(option, value).success);
    return taken === undefined ? value : canonicalContent(taken, value);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (schema instanceof z.ZodMiniArray && Array.isArray(value)) {
    const elements: readonly unknown[] = value;
    const read = elements.map((element) => canonicalContent(schema.def.element, element));
    return read.some((element, at) => element !== elements[at]) ? read : value;
  }
  if (schema instanceof z.ZodMiniObject) return canonicalMembers(value, (name) => schema.def.shape[name]);
  if (schema instanceof z.ZodMiniRecord) return canonicalMembers(value, () => schema.def.valueType);
  return value;
}

function canonicalMembers(value: object, schemaOf: (name: string) => z.core.$ZodType | undefined): object {
  let isSame = true;
  const read = Object.entries(value).map(([name, member]: [string, unknown]): [string, unknown] => {
    const schema = schemaOf(name);
    const canonical = schema === undefined ? member : canonicalContent(schema, member);
    isSame &&= canonical === member;
    return [name, canonical];
  });
  return isSame ? value : Object.fromEntries(read);
}
