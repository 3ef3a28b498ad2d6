import * as z from 'zod/mini';

/** The id of an object of Stripe's: named by it, or the object itself where that was expanded. */
export const reference = z.pipe(
  z.nullish(z.union([z.string(), z.object({ id: z.string() })])),
  z.transform((value) => (typeof value === 'string' ? value : value?.id)),
);
