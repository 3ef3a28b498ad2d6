/** The OpenAPI document's part about entity tags, which some reads have. */
import * as z from 'zod/mini';
import type { ZodOpenApiResponseObject } from 'zod-openapi';

/** Request headers of a read with a tag. */
export const tagHeaders = z.object({
  'If-None-Match': z.optional(
    z.string().check(z.meta({ description: 'The `ETag` of an answer that the caller has: 304 while it is the same.' })),
  ),
});

export const tagHeader = { ETag: { $ref: '#/components/headers/ETag' } };

export const tagComponent = {
  ETag: {
    description: 'Names this very answer, whatever it depends on.',
    schema: { type: 'string' as const },
    example: '"fuZVdN2wJX0Q1zGq5hO9Lg"',
  },
};

export const notModified: ZodOpenApiResponseObject = {
  description: 'The caller has the answer already. There is no body.',
  headers: tagHeader,
};
