/** The headers of every answer, and that nothing else is open to browsers (S30). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { corsHeaders } from '../../infra/local/cors.ts';
import { stages } from '../../infra/stages.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { requestOf } from '../support/builders/route-request.ts';
import { synthesize } from '../support/documents/templates.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  await service.open('acme');
});
afterAll(() => service.stop());

const always = {
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
};
/** The headers that the transport adds here, and the headers that an answer may have besides. */
const transport = ['connection', 'content-length', 'date', 'keep-alive'];
const atTimes = ['etag', 'idempotency-replayed', 'next-cursor', 'retry-after', 'allow'];
/** The headers that the local service alone adds. That no deployed API does, its templates say: see below. */
const localOnly = Object.keys(corsHeaders);

it.each(routeList)('has exactly the declared headers, whatever came of it: $id', async (route) => {
  const { method, path, headers, text } = requestOf(route);
  const origin = { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' };
  for (const sent of [
    { headers, text },
    { headers: {}, text: '{' },
  ]) {
    const body = method === 'GET' || sent.text === undefined ? {} : { body: sent.text };
    const answer = await fetch(service.url + path, { method, headers: { ...sent.headers, ...origin }, ...body });
    const given = Object.fromEntries(answer.headers);

    expect(given).toMatchObject(always);
    expect(given['content-type']).toMatch(/^application\/(problem\+)?json$/);
    const others = Object.keys(given).filter((name) => !(name in always) && name !== 'content-type');
    expect(others.filter((name) => ![...transport, ...atTimes, ...localOnly].includes(name))).toEqual([]);
  }
});

it('is the same on a path or method that there isn’t', async () => {
  for (const [method, path] of [
    ['GET', '/nothing'],
    ['OPTIONS', '/accounts/acme'],
    ['PATCH', '/accounts/acme'],
  ] as const) {
    const { headers } = await fetch(service.url + path, { method });
    expect(Object.fromEntries(headers)).toMatchObject(always);
    expect(
      [...headers.keys()].filter((name) => name.startsWith('access-control-') && !localOnly.includes(name)),
    ).toEqual([]);
  }
});

it('lets no page of another origin in, and no old TLS, where it is deployed', () => {
  const domain = { name: 'credits.example', certificateArn: 'arn:aws:acm:eu-west-1:111111111111:certificate/1' };
  const { resources } = synthesize({ ...stages.prod, domain });

  const origins = resources('AWS::ApiGatewayV2::Api').map(([, { Properties }]) => Properties.CorsConfiguration);
  expect(origins.flatMap((cors) => cors?.AllowOrigins ?? [])).not.toContain('*');
  expect(origins.some((cors) => cors?.AllowCredentials === true)).toBe(false);
  const domains = resources('AWS::ApiGatewayV2::DomainName');
  expect(domains.length).toBeGreaterThan(0);
  for (const [, { Properties }] of domains)
    for (const { SecurityPolicy } of Properties.DomainNameConfigurations) expect(SecurityPolicy).toBe('TLS_1_2');
}, 180_000);
