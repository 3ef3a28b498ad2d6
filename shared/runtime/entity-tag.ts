/**
 * Entity tags of reads that are asked for again and again. A tag is made of the answer's bytes, so it is right whatever the answer
 * depends on: entries, boundaries that have passed, a quarantine. Whoever has the very answer gets 304 without a body.
 */
import { hash } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const tagLength = 22;
/** Tags in one request that are looked at. */
const tagsMax = 20;

/** The result with its tag; where the request names that tag, 304 instead. */
export function taggedResult(
  { headers: asked }: Pick<APIGatewayProxyEventV2, 'headers'>,
  result: APIGatewayProxyStructuredResultV2,
): APIGatewayProxyStructuredResultV2 {
  if (result.statusCode !== 200) return result;
  const etag = `"${hash('sha256', result.body ?? '', 'base64url').slice(0, tagLength)}"`;
  const headers = { ...result.headers, etag };
  if (!names(asked['if-none-match'] ?? '', etag)) return { ...result, headers };
  const { 'content-type': _, ...kept }: NonNullable<typeof result.headers> = headers;
  return { statusCode: 304, headers: kept };
}

/** Compared as weak ones: what compresses on the way makes a strong tag weak. */
function names(list: string, etag: string): boolean {
  return list
    .split(',', tagsMax)
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .includes(etag);
}
