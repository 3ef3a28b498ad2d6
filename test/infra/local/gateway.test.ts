import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchRoute, toEvent } from '../../../infra/local/gateway.ts';
import { routeList } from '../../../shared/contract/routes/routes.ts';
import { defaultProject } from '../../../shared/domain/project.ts';
import { sendRaw } from '../../support/proxies/raw-http.ts';

/** An instant whose day, month, hour, minute and second are all written with a leading zero. */
const nowMs = Date.UTC(2020, 2, 2, 9, 3, 8, 390);

let server: Server;
let url: string;
let event: APIGatewayProxyEventV2;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const match = matchRoute(routeList, request.method ?? '', (request.url ?? '').split('?')[0] ?? '');
    if (match.kind !== 'route') throw new TypeError(`no route for ${request.url}`);
    event = toEvent({ request, body: Buffer.concat(chunks), ...match, nowMs, project: defaultProject });
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The event that a request arrives as, written out and read again as on its way to a function. */
async function eventOf(lines: readonly string[], body: Buffer | string = ''): Promise<APIGatewayProxyEventV2> {
  const length = Buffer.byteLength(body);
  await sendRaw(url, [...lines, ...(length === 0 ? [] : [`Content-Length: ${length}`])], body);
  return JSON.parse(JSON.stringify(event));
}

describe('an event', () => {
  it('of a plain read has the documented members and none that would be empty', async () => {
    const found = await eventOf(['GET /accounts/acme HTTP/1.1', 'User-Agent: agent']);
    const host = new URL(url).host;
    expect(found).toEqual({
      version: '2.0',
      routeKey: 'GET /accounts/{accountId}',
      rawPath: '/accounts/acme',
      rawQueryString: '',
      headers: { 'user-agent': 'agent', host, connection: 'close' },
      requestContext: {
        accountId: expect.stringMatching(/^\d{12}$/),
        apiId: expect.any(String),
        authorizer: {
          iam: {
            accessKey: 'local',
            accountId: expect.stringMatching(/^\d{12}$/),
            callerId: 'local',
            cognitoIdentity: null,
            principalOrgId: null,
            userArn: 'arn:aws:iam::000000000000:user/local',
            userId: 'local',
          },
        },
        domainName: host,
        domainPrefix: '127',
        http: {
          method: 'GET',
          path: '/accounts/acme',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'agent',
        },
        requestId: expect.stringMatching(/./),
        routeKey: 'GET /accounts/{accountId}',
        stage: '$default',
        time: '02/Mar/2020:09:03:08 +0000',
        timeEpoch: nowMs,
      },
      pathParameters: { accountId: 'acme' },
      isBase64Encoded: false,
    });
  });

  it('has header names in lower case, repeated ones joined by commas, and cookies apart', async () => {
    const found = await eventOf([
      'GET /plans HTTP/1.1',
      'X-Mixed-Case: One',
      'x-mixed-case: two',
      'Cookie: first=1; second=2',
      'COOKIE: third=3',
      '__proto__: own',
    ]);
    expect(found.headers['x-mixed-case']).toBe('One,two');
    expect(found.cookies).toEqual(['first=1', 'second=2', 'third=3']);
    expect(Object.keys(found.headers)).toEqual(['x-mixed-case', '__proto__', 'host', 'connection']);
    expect(found.pathParameters).toBeUndefined();
  });

  it('has the query as sent, and once more decoded, repeated ones joined by commas', async () => {
    const raw = 'type=debit&type=grant&cursor=a%2Cb+c%26&empty=&flag&__proto__=x';
    const found = await eventOf([`GET /accounts/acme/ledger?${raw} HTTP/1.1`]);
    expect(found.rawQueryString).toBe(raw);
    expect(found.rawPath).toBe('/accounts/acme/ledger');
    expect(Object.entries(found.queryStringParameters ?? {})).toEqual([
      ['type', 'debit,grant'],
      ['cursor', 'a,b c&'],
      ['empty', ''],
      ['flag', ''],
      ['__proto__', 'x'],
    ]);
  });

  it('has the path and what it names decoded, and routes by the parts as sent', async () => {
    const found = await eventOf(['GET /accounts/a%2Fb%40c.d/ledger HTTP/1.1']);
    expect(found.routeKey).toBe('GET /accounts/{accountId}/ledger');
    expect(found.pathParameters).toEqual({ accountId: 'a/b@c.d' });
    expect(found.rawPath).toBe('/accounts/a/b@c.d/ledger');
    expect(found.requestContext.http.path).toBe(found.rawPath);
  });

  it('keeps a path that can’t be decoded as it is', async () => {
    const found = await eventOf(['GET /accounts/%E0%A4%A HTTP/1.1']);
    expect(found.pathParameters).toEqual({ accountId: '%E0%A4%A' });
  });

  it('tells callers apart by their access keys', async () => {
    const found = await eventOf([
      'GET /plans HTTP/1.1',
      'Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20200302/us-east-1/execute-api/aws4_request, Signature=0',
    ]);
    expect(found.requestContext).toMatchObject({
      authorizer: { iam: { accessKey: 'AKIDEXAMPLE', userArn: 'arn:aws:iam::000000000000:user/AKIDEXAMPLE' } },
    });
  });
});

describe('a body', () => {
  const text = '{"reason":"schön"}';

  it.each(['application/json', 'application/json; charset=utf-8', 'text/csv', 'application/xml', 'APPLICATION/JSON'])(
    'of %s is passed on as text',
    async (type) => {
      const found = await eventOf(['POST /quotes HTTP/1.1', `Content-Type: ${type}`], text);
      expect(found).toMatchObject({ body: text, isBase64Encoded: false });
    },
  );

  it.each([
    'application/octet-stream',
    'application/x-www-form-urlencoded',
    'application/problem+json',
    'application/jsonp',
    undefined,
  ])('of %s is passed on in base64', async (type) => {
    const bytes = Buffer.from([0xff, 0x00, 0x80]);
    const found = await eventOf(
      ['POST /quotes HTTP/1.1', ...(type === undefined ? [] : [`Content-Type: ${type}`])],
      bytes,
    );
    expect(found).toMatchObject({ body: bytes.toString('base64'), isBase64Encoded: true });
  });
});
