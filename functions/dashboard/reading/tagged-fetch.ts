/**
 * `fetch` that names what it has: a read with an entity tag is sent with the tag of the last answer, and where that is the answer
 * still (304), it is given again. The service forbids browsers to keep answers; these end with the page.
 */
export function createTaggedFetch(send: typeof fetch): typeof fetch {
  const kept = new Map<string, Kept>();
  return async (input, init = {}) => {
    const key = keyOf(input, init);
    if (key === undefined) return send(input, init);
    const known = kept.get(key);
    const headers = new Headers(init.headers);
    if (known !== undefined) headers.set('if-none-match', known.etag);
    const response = await send(input, { ...init, headers });
    if (response.status === 304 && known !== undefined) return answerOf(known, response);
    const etag = response.headers.get('etag');
    if (!response.ok || etag === null) return response;
    const answer = { etag, body: await response.text(), contentType: response.headers.get('content-type') ?? '' };
    kept.delete(key);
    kept.set(key, answer);
    const [oldest] = kept.keys();
    if (kept.size > keptMax && oldest !== undefined) kept.delete(oldest);
    return answerOf(answer, response);
  };
}

interface Kept {
  readonly etag: string;
  readonly body: string;
  readonly contentType: string;
}

/** More than the pages of an account read. */
const keptMax = 50;

/** Names a read by its address and whose token asks; undefined for what changes something. */
function keyOf(input: Parameters<typeof fetch>[0], { method = 'GET', headers }: RequestInit): string | undefined {
  if (method !== 'GET' || input instanceof Request) return undefined;
  return `${input} ${new Headers(headers).get('authorization') ?? ''}`;
}

/** The answer in full, with what this response says about itself. */
function answerOf({ body, contentType }: Kept, { headers }: Response): Response {
  const all = new Headers(headers);
  all.set('content-type', contentType);
  return new Response(body, { status: 200, headers: all });
}
