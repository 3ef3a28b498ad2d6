/** The places of a route where a caller chooses a word, found in the route's own schemas: so that a new one can't be forgotten. */
import * as z from 'zod/mini';
import type { Route } from '../../../shared/contract/routes/route.ts';

/** A word that means nothing to anyone. */
export const plainWord = 'ordinary';

/** `body.packs.[].packId`; the key of a record is `{}`. */
export function wordPlaces({
  params,
  query,
  body,
  bodyShape,
}: Route & { readonly bodyShape?: z.ZodMiniType }): readonly string[] {
  return [
    ...placesIn(params, 'params'),
    ...placesIn(query, 'query'),
    ...(body === undefined ? [] : placesIn(bodyShape ?? body, 'body')),
  ];
}

/** Ways to write a word where it stands in some form, as `dimension=name:value` in a query. */
const forms = ['ordinary', 'ordinary:ordinary', 'dimension:ordinary', 'ordinary:1', '{"ordinary":"ordinary"}'];

function placesIn(schema: z.core.$ZodType, at: string): readonly string[] {
  if (schema instanceof z.ZodMiniObject)
    return Object.entries<z.core.$ZodType>(schema.def.shape).flatMap(([name, member]) =>
      placesIn(member, `${at}.${name}`),
    );
  if (schema instanceof z.ZodMiniArray) return placesIn(schema.def.element, `${at}.[]`);
  if (schema instanceof z.ZodMiniRecord) return [`${at}.{}`, ...placesIn(schema.def.valueType, `${at}.{}`)];
  if (schema instanceof z.ZodMiniUnion || schema instanceof z.ZodMiniDiscriminatedUnion)
    return [...new Set<string>(schema.def.options.flatMap((option: z.core.$ZodType) => placesIn(option, at)))];
  if (
    schema instanceof z.ZodMiniOptional ||
    schema instanceof z.ZodMiniExactOptional ||
    schema instanceof z.ZodMiniDefault ||
    schema instanceof z.ZodMiniNullable
  )
    return placesIn(schema.def.innerType, at);
  if (forms.some((form) => z.safeParse(schema, form).success)) return [at];
  if (!(schema instanceof z.ZodMiniPipe)) return [];
  return [schema.def.in, schema.def.out].filter(isStructure).flatMap((each) => placesIn(each, at));
}

/** A text that a pipe begins with is read by the pipe: amounts and instants are no words. */
function isStructure(schema: z.core.$ZodType): boolean {
  return [z.ZodMiniObject, z.ZodMiniArray, z.ZodMiniRecord].some((kind) => schema instanceof kind);
}

/** The values that a request has at a place, keys of records among them. */
export function valuesAt(value: unknown, place: string): readonly unknown[] {
  const [step, ...rest] = place.split('.');
  if (step === undefined || step === '') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const below = rest.join('.');
  if (step === '[]') return Object.values(value).flatMap((each) => valuesAt(each, below));
  if (step === '{}')
    return below === ''
      ? [...Object.keys(value), ...Object.values(value)]
      : Object.values(value).flatMap((each) => valuesAt(each, below));
  const member = Object.entries(value).find(([name]) => name === step);
  return member === undefined ? [] : valuesAt(member[1], below);
}
