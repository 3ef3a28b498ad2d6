import type * as z from 'zod/mini';
import { canonicalContent } from '../contract/canonical-content.ts';
import type { Request } from '../domain/decisions/decision.ts';
import { fingerprint } from '../domain/fingerprint.ts';

export type ContentFingerprints = Pick<Request, 'fingerprint' | 'writtenFingerprint'>;

interface Content {
  /** All that the path names beside the account. */
  readonly ids?: object;
  /** Takes the body. */
  readonly schema: z.core.$ZodType | undefined;
  readonly body: unknown;
}

/** R8: of the content as it was read, and of its own spelling where that differs: requests were once remembered by this. */
export function contentFingerprints(operation: string, { ids, schema, body }: Content): ContentFingerprints {
  const read = schema === undefined ? body : canonicalContent(schema, body);
  const of = (content: unknown): string => fingerprint(operation, { ...ids, body: content });
  return { fingerprint: of(read), ...(read === body ? {} : { writtenFingerprint: of(body) }) };
}
