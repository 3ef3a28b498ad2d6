/** Small schemas that several requests are built with. */
import * as z from 'zod/mini';
import type { DecimalInput } from './decimal-text.ts';

/** One of a closed list, whose error text names the list. */
export function oneOf<const Values extends readonly string[]>(
  values: Values,
): z.ZodMiniEnum<{ [V in Values[number]]: V }> {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` });
}

/** A list with bounds, whose error text says what it takes. */
export function listOf<T extends z.core.$ZodType>(
  element: T,
  { max, takes }: { readonly max: number; readonly takes: string },
): z.ZodMiniArray<T> {
  const error = { error: takes };
  return z.array(element, error).check(z.minLength(1, error), z.maxLength(max, error));
}

/** In a query string or path every value is text: a number as JSON writes it, which its own schema judges. */
export function fromText<Output>(
  schema: z.ZodMiniType<Output, number> | z.ZodMiniType<Output, DecimalInput>,
): z.ZodMiniType<Output, string> {
  const number = z.pipe(
    z.string(),
    z.transform((text: string) => jsonOf(text) as number),
  );
  return z.pipe(number, schema as z.ZodMiniType<Output, number>);
}

/** Reads a text that looks like a number as JSON; the text itself otherwise. */
export function jsonOf(text: string): unknown {
  if (!/^-?\d/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
