/** A bucket as S3 serves one, as far as the copy of ledgers asks for it. */
import type { IncomingMessage } from 'node:http';

const pageSize = 3;

/** Answers as S3 does: an object as it is, or a page of names, URL-encoded as asked for. */
export function serve(stored: Map<string, Buffer>, { method, url = '', headers }: IncomingMessage, body: Buffer) {
  const { pathname, searchParams } = new URL(url, 'http://bucket');
  const name = decodeURIComponent(pathname.slice('/copies/'.length));
  if (method === 'PUT') {
    if (headers['if-none-match'] === '*' && stored.has(name)) return { status: 412, body: '' };
    stored.set(name, body);
    return { status: 200, body: '' };
  }
  if (name !== '') return stored.has(name) ? { status: 200, body: stored.get(name) } : { status: 404, body: '' };
  const after = searchParams.get('continuation-token') ?? '';
  const names = [...stored.keys()]
    .filter((each) => each.startsWith(searchParams.get('prefix') ?? '') && each > after)
    .toSorted();
  const page = names.slice(0, pageSize);
  const keys = page.map((each) => `<Contents><Key>${encodeURIComponent(each)}</Key></Contents>`).join('');
  const next =
    names.length > pageSize
      ? `<NextContinuationToken>${page.at(-1)?.replaceAll('&', '&amp;')}</NextContinuationToken>`
      : '';
  return { status: 200, body: `<ListBucketResult>${keys}${next}</ListBucketResult>` };
}
