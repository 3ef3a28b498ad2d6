/** One schema in the words that generators of clients agree on. It takes what it took. */

import { present } from '../../domain/present.ts';
import type { DocumentSchema } from './document-schema.ts';

/**
 * A `const` becomes a list of one, and a boolean's goes: many languages have no type of one boolean. Numbers are doubles, and
 * whole ones 64 bits wide where 32 may not do. The bounds that only say "a safe integer" go, as does `null` beside a plain type.
 */
export function plainSchema(schema: DocumentSchema): DocumentSchema {
  const { const: only, ...rest } = schema;
  if (typeof only === 'boolean') return { ...rest, type: 'boolean' };
  if (typeof only === 'string') return { ...rest, enum: [only] };
  if (schema.type === 'number') return { ...schema, format: 'double' };
  if (schema.type === 'integer') return plainInteger(schema);
  return nullableInOne(schema);
}

/**
 * A default is said in words. Generators that know of it make clients send it, or want it to be sent: another content than
 * that of clients which leave it out, and under one key another request.
 */
export function withDefaultInWords(schema: DocumentSchema): DocumentSchema {
  const { default: value, ...rest } = schema;
  if (value === undefined) return schema;
  const { description = '' } = rest;
  if (description.includes('left out')) return rest;
  const words =
    Array.isArray(value) && value.length === 0 ? 'None when left out.' : `\`${String(value)}\` when left out.`;
  return { ...rest, description: `${description} ${words}`.trim() };
}

const int32Max = 2 ** 31 - 1;

function plainInteger(schema: DocumentSchema): DocumentSchema {
  const { minimum = -Infinity, maximum = Infinity, ...rest } = schema;
  const isWide = maximum > int32Max || minimum < -int32Max;
  return {
    ...rest,
    ...(isWide ? { format: 'int64' } : { format: 'int32' }),
    ...(minimum > Number.MIN_SAFE_INTEGER ? { minimum } : {}),
    ...(maximum < Number.MAX_SAFE_INTEGER ? { maximum } : {}),
  };
}

/** `anyOf: [{ type: 'string' }, { type: 'null' }]` as `type: ['string', 'null']`. */
function nullableInOne(schema: DocumentSchema): DocumentSchema {
  const { anyOf, ...rest } = schema;
  const [value, none, ...more] = anyOf ?? [];
  if (value === undefined || none?.type !== 'null' || more.length > 0) return schema;
  const { type, description, ...own } = plainSchema(value);
  if (typeof type !== 'string' || type === 'object' || type === 'array') return schema;
  return { ...own, ...present({ description }), ...rest, type: [type, 'null'] };
}
