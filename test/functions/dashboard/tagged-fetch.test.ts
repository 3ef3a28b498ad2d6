import { expect, test } from 'vitest';
import { createTaggedFetch } from '../../../functions/dashboard/reading/tagged-fetch.ts';

/** A service with one answer for each address, which is 304 to whoever names it. */
function service() {
  const answers = new Map<string, string>();
  const asked: string[] = [];
  const send: typeof fetch = async (input, init = {}) => {
    const body = answers.get(String(input)) ?? '';
    const known = new Headers(init.headers).get('if-none-match');
    asked.push(`${init.method ?? 'GET'} ${input} ${known ?? '-'}`);
    const headers = { etag: `"${body}"`, date: `Thu, 01 Jan 1970 00:00:0${asked.length} GMT` };
    if (known === headers.etag) return new Response(null, { status: 304, headers });
    return new Response(body, { status: 200, headers: { ...headers, 'content-type': 'application/json' } });
  };
  return { answers, asked, fetch: createTaggedFetch(send) };
}

async function told(response: Response): Promise<object> {
  const { status, headers } = response;
  return { status, type: headers.get('content-type'), date: headers.get('date'), body: await response.text() };
}

test('what is the same still is given again in full, with the new answer’s time', async () => {
  const { answers, asked, fetch } = service();
  answers.set('/a', '1');
  const first = { status: 200, type: 'application/json', date: 'Thu, 01 Jan 1970 00:00:01 GMT', body: '1' };
  expect(await told(await fetch('/a'))).toEqual(first);
  expect(await told(await fetch('/a'))).toEqual({ ...first, date: 'Thu, 01 Jan 1970 00:00:02 GMT' });
  answers.set('/a', '2');
  expect(await told(await fetch('/a'))).toMatchObject({ body: '2' });
  expect(await told(await fetch('/a'))).toMatchObject({ status: 200, body: '2' });
  expect(asked).toEqual(['GET /a -', 'GET /a "1"', 'GET /a "1"', 'GET /a "2"']);
});

test('no two addresses share an answer, nor do two people', async () => {
  const { answers, asked, fetch } = service();
  answers.set('/a', 'same').set('/b', 'same');
  await fetch('/a', { headers: { authorization: 'Bearer ada' } });
  await fetch('/b', { headers: { authorization: 'Bearer ada' } });
  await fetch('/a', { headers: { authorization: 'Bearer bob' } });
  expect(asked).toEqual(['GET /a -', 'GET /b -', 'GET /a -']);
});

test('changes are sent as they are', async () => {
  const { answers, asked, fetch } = service();
  answers.set('/a', '1');
  await fetch('/a', { method: 'POST' });
  await fetch('/a', { method: 'POST' });
  expect(asked).toEqual(['POST /a -', 'POST /a -']);
});

test('fifty answers are kept, those that were given last', async () => {
  const { answers, asked, fetch } = service();
  for (let index = 0; index < 51; index += 1) answers.set(`/${index}`, String(index));
  for (const address of answers.keys()) await fetch(address);
  asked.length = 0;
  await fetch('/50');
  await fetch('/0');
  expect(asked).toEqual(['GET /50 "50"', 'GET /0 -']);
});
