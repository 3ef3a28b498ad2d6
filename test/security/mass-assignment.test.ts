/** A request sets what its route says that it may, and nothing more (S15). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeList, routes } from '../../shared/contract/routes/routes.ts';
import { present } from '../../shared/domain/present.ts';
import { requestOf } from '../support/builders/route-request.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

/** The members that a caller would like to set: as JSON, since `__proto__` in an object literal is something else. */
const wishes: readonly (readonly [string, string])[] = [
  ['balance', '5'],
  ['available', '1000000'],
  ['accountId', '"globex"'],
  ['tenantId', '"globex"'],
  ['seq', '1'],
  ['version', '0'],
  ['expiresAt', '"2199-01-01T00:00:00.000Z"'],
  ['caller', '"root"'],
  ['grants', '[{"credits":5}]'],
  ['externalId', '"crm-1"'],
  ['named', '{"by":"root"}'],
  ['changes', '[]'],
  ['__proto__', '{"credits":5}'],
  ['constructor', '{"prototype":{"credits":5}}'],
  ['toString', '"x"'],
];
/** Where a wish is an ordinary member, or a name that callers choose. */
const ordinary: Readonly<Record<string, readonly string[]>> = {
  'quote-usage': ['accountId'],
  'adjust-credits': ['expiresAt'],
  'create-api-key': ['expiresAt'],
  'open-account': ['externalId'],
  'set-account-details': ['externalId'],
};
const namedByCallers = 'dimensions';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  for (const accountId of ['acme', 'globex']) await service.open(accountId);
});
afterAll(() => service.stop());

async function everything(): Promise<string> {
  const paths = ['/accounts', '/plans', '/rate-cards', '/api-keys'];
  for (const id of ['acme', 'globex'])
    paths.push(...['', '/ledger', '/holds', '/limits', '/standing-usage'].map((part) => `/accounts/${id}${part}`));
  const answers = await Promise.all(paths.map((path) => service.call('GET', path)));
  return answers.map(({ text }) => text).join('\n');
}

/** The text with one member more in each object in turn, the outermost first. */
function withMemberMore(text: string, name: string, json: string): readonly string[] {
  const member = `${JSON.stringify(name)}:${json}`;
  const objects = [...text.matchAll(/(?:"(\w+)":)?\{/g)].filter(([, owner]) => owner !== namedByCallers);
  return objects.map((match) => {
    const inside = match.index + match[0].length;
    const comma = text[inside] === '}' ? '' : ',';
    return `${text.slice(0, inside)}${member}${comma}${text.slice(inside)}`;
  });
}

describe('a body with a member that its route doesn’t have', () => {
  const withBody = routeList.filter(({ body }) => body !== undefined);

  it.each(withBody)('is refused by name and changes nothing: $id', async (route) => {
    const { method, path, text = '{}' } = requestOf(route);
    const before = await everything();
    let sent = 0;

    for (const [name, json] of wishes) {
      if (ordinary[route.id]?.includes(name)) continue;
      for (const [depth, body] of withMemberMore(text, name, json).entries()) {
        const { status, json: answer } = await service.call(method, path, { text: body, key: `${name} ${depth}` });
        // An element of a batch is answered for itself; what stands twice is refused for that.
        const isElement = route === routes.debitBatch && status === 200;
        const problem = isElement
          ? answer.results.find((each: { status: number }) => each.status === 400)?.body
          : answer;
        expect(problem, `${name} in ${body}`).toMatchObject({ status: 400, code: 'invalid-request' });
        expect(problem.errors.map(({ field }: { field: string }) => field).join()).toContain(name);
        sent += 1;
      }
    }

    expect(sent).toBeGreaterThanOrEqual(wishes.length - 1);
    if (route !== routes.debitBatch) expect(await everything()).toBe(before);
  });
});

describe('a query with a name that its route doesn’t have', () => {
  it.each(routeList)('is refused by name and changes nothing: $id', async (route) => {
    const { method, path, text } = requestOf(route);
    const before = await everything();

    for (const name of ['balance', 'tenantId', 'accountId', '__proto__', 'constructor']) {
      const sent = { key: name, ...present({ text }) };
      const { status, json } = await service.call(method, `${path}?${name}=5`, sent);
      expect(status, name).toBe(400);
      expect(json.errors).toContainEqual(expect.objectContaining({ field: name }));
    }

    expect(await everything()).toBe(before);
  });
});

it('no prototype was reached on the way', () => {
  expect(Reflect.get({}, 'credits')).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});
