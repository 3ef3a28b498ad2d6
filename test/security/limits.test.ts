/** A request for too much is refused at once, before any table is asked (S18, S19, S26). */
import { beforeAll, describe, expect, it } from 'vitest';
import document from '../../shared/contract/openapi/openapi.json' with { type: 'json' };
import type { Route } from '../../shared/contract/routes/route.ts';
import { routeList, routes } from '../../shared/contract/routes/routes.ts';
import { provideServices, surroundings } from '../../shared/runtime/services.ts';
import { createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { requestOf, textPaths, withValueAt } from '../support/builders/route-request.ts';
import { type CalledHandler, callHandler } from '../support/service/handlers.ts';

/** Milliseconds of processor time, for up to 64 kB; more for as many times more. The best of a few tries counts. */
const answerMsMax = 50;
const usualBytes = 64 * 1024;
const triesMax = 5;

let asked = 0;
beforeAll(() => {
  const ask = async (): Promise<never> => {
    asked += 1;
    throw new Error('the table was asked');
  };
  const table: Table = { get: ask, getMany: ask, put: ask, update: ask, putMany: ask, query: ask, queryDue: ask };
  provideServices({ store: createStore(table, surroundings), nowMs: () => startMs });
});

/** Sends it until it is answered in time, at most a few times; the status must be one of these, the table not asked. */
async function expectRefusedAtOnce(
  route: Route,
  sent: CalledHandler,
  statuses: readonly number[],
  what: string,
): Promise<void> {
  const msMax = answerMsMax * Math.max(1, (sent.text?.length ?? 0) / usualBytes);
  let bestMs = Number.POSITIVE_INFINITY;
  asked = 0;
  for (let tries = 0; tries < triesMax && bestMs > msMax; tries += 1) {
    const started = process.cpuUsage();
    const { statusCode = 0, body } = await callHandler(route, sent);
    const { user, system } = process.cpuUsage(started);
    bestMs = Math.min(bestMs, (user + system) / 1_000);
    expect(statuses, `${route.id}, ${what}: ${statusCode} ${body?.slice(0, 200)}`).toContain(statusCode);
  }
  expect(bestMs, `${route.id}, ${what}`).toBeLessThan(msMax);
  expect(asked, `${route.id}, ${what}`).toBe(0);
}

const withBody = routeList.filter(({ body }) => body !== undefined);
const plain = '"x"';

describe('too much of a body', () => {
  it.each(withBody)('is 413, one byte over what the route takes: $id', async (route) => {
    const text = `"${'x'.repeat(route.bodyMaxBytes - 1)}"`;
    expect(Buffer.byteLength(text)).toBe(route.bodyMaxBytes + 1);
    await expectRefusedAtOnce(route, { ...requestOf(route), text }, [413], 'one byte over');
    await expectRefusedAtOnce(route, { ...requestOf(route), text: '{'.repeat(9 * 1024 * 1024) }, [413], '9 MB');
  });

  it.each(routeList.filter(({ body }) => body === undefined))('is 400 where there is none: $id', async (route) => {
    await expectRefusedAtOnce(route, { ...requestOf(route), text: plain }, [400], 'a body');
  });

  it.each(withBody)('is 400 when it nests without end, or has members without end: $id', async (route) => {
    const half = Math.floor(route.bodyMaxBytes / 12);
    for (const text of [
      '['.repeat(half) + ']'.repeat(half),
      `${'{"a":'.repeat(half)}1${'}'.repeat(half)}`,
      `[${'[],'.repeat(half)}[]]`,
      `{${Array.from({ length: 4_000 }, (_, index) => `"m${index}":1`).join()}}`,
    ])
      await expectRefusedAtOnce(route, { ...requestOf(route), text }, [400], text.slice(0, 10));
  });

  it('is 400 when a list is longer than its bound', async () => {
    const line = { sku: 'a', quantity: 1 };
    const lists: readonly (readonly [Route, unknown])[] = [
      [routes.debitCredits, { usage: Array(33).fill(line) }],
      [routes.quoteUsage, { usage: Array(1_000).fill(line) }],
      [routes.debitBatch, { debits: Array(501).fill({}) }],
      [routes.publishPlan, { credits: 1, lowBalanceThresholds: Array(1_000).fill(1) }],
      [routes.publishPlan, { credits: 1, packs: Array(500).fill({ packId: 'a', credits: 1 }) }],
    ];
    for (const [route, body] of lists)
      await expectRefusedAtOnce(route, { ...requestOf(route), text: JSON.stringify(body) }, [400], 'a long list');
  });
});

describe('too much of a page', () => {
  const paged = routeList.filter(({ id }) => parametersOf(id).some(({ name }) => name === 'limit'));

  it.each(paged)('is 400: $id', async (route) => {
    const maximum = parametersOf(route.id).find(({ name }) => name === 'limit')?.schema.maximum ?? Number.NaN;
    expect(maximum).toBeLessThanOrEqual(1_000);
    for (const limit of [maximum + 1, 0, -1, '1e9', '9'.repeat(5_000)])
      await expectRefusedAtOnce(route, { ...requestOf(route), query: `limit=${limit}` }, [400], `limit ${limit}`);
    await expectRefusedAtOnce(route, { ...requestOf(route), query: `cursor=${'A~'.repeat(8_192)}` }, [400], 'cursor');
  });

  it('there are routes with pages', () => {
    expect(paged.length).toBeGreaterThan(3);
  });
});

/** Texts of 16 kB that patterns which can be read in more than one way would take for ever to refuse. */
const long = 16 * 1024;
const hostile: readonly string[] = [
  `${'a'.repeat(long)}!`,
  `${'.'.repeat(long)}\u0000`,
  `${'a.'.repeat(long / 2)} `,
  `${'0'.repeat(long)}.`,
  `${'-'.repeat(long)}é`,
  `${'a:'.repeat(long / 2)}:`,
  `${'a:1,'.repeat(long / 4)},`,
  `${' '.repeat(long)}x`,
  `${'/'.repeat(long)}`,
  `hold_${'_'.repeat(long)}`,
  `20${'26-'.repeat(long / 3)}Z`,
  '\ud83d\ude00'.repeat(long / 4),
];

describe('a text of 16 kB', () => {
  it.each(withBody)('is refused wherever a body has a text: $id', async (route) => {
    for (const path of pathsOf(route)) {
      for (const text of hostile) {
        const body = withValueAt(structuredClone(exampleOf(route)), path, text);
        const sent = { ...requestOf(route), text: JSON.stringify(body) };
        // An element of a batch is answered for itself.
        const statuses = route === routes.debitBatch && path[0] === 'debits' && path.length > 1 ? [200, 400] : [400];
        await expectRefusedAtOnce(route, sent, statuses, `${path.join('.')} ${text.slice(0, 6)}`);
      }
    }
  });

  it.each(routeList.filter(({ path }) => path.includes('{')))('is refused in a path: $id', async (route) => {
    for (const name of Object.keys(requestOf(route).params))
      for (const text of hostile)
        await expectRefusedAtOnce(
          route,
          { ...requestOf(route), params: requestOf(route, { [name]: text }).params },
          [400],
          `${name} ${text.slice(0, 6)}`,
        );
  });

  it.each(routeList.filter(({ id }) => parametersOf(id).some(({ in: path }) => path === 'query')))(
    'is refused in a query: $id',
    async (route) => {
      const names = parametersOf(route.id).flatMap(({ name, in: path }) => (path === 'query' ? [name] : []));
      for (const name of names)
        for (const text of hostile) {
          const query = `${name}=${encodeURIComponent(text)}`;
          await expectRefusedAtOnce(route, { ...requestOf(route), query }, [400], `${name} ${text.slice(0, 6)}`);
        }
    },
  );

  it('is refused as a key and as a type, and changes nothing as any other header', async () => {
    const { headers, ...rest } = requestOf(routes.debitCredits);
    const faulty = { ...rest, text: '{}' };
    for (const text of hostile)
      for (const name of ['idempotency-key', 'content-type', 'authorization', 'x-anything'])
        await expectRefusedAtOnce(
          routes.debitCredits,
          { ...faulty, headers: { ...headers, [name]: text } },
          [400],
          name,
        );
  });
});

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: { readonly maximum?: number };
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> };
}

function operationOf(id: string): Operation | undefined {
  const all = Object.values(document.paths).flatMap((path) => Object.values(path) as unknown as readonly Operation[]);
  return all.find(({ operationId }) => operationId === id);
}

function parametersOf(id: string): readonly Parameter[] {
  return operationOf(id)?.parameters ?? [];
}

/** Where the example has texts, and every member of the body that the document calls a text. */
function pathsOf(route: Route): readonly (readonly string[])[] {
  return [...textPaths(exampleOf(route)), ...textsOfDocument(route.id).map((name) => [name])];
}

/** An example for a route. Of a batch, one element: the others would be carried out. */
function exampleOf({ id, example }: Route): unknown {
  if (id !== routes.debitBatch.id) return example.body ?? {};
  const { debits } = example.body as { readonly debits: readonly unknown[] };
  return { debits: debits.slice(0, 1) };
}

function textsOfDocument(id: string): readonly string[] {
  const schema = operationOf(id)?.requestBody?.content['application/json']?.schema;
  return [...new Set(textMembers(schema))];
}

function textMembers(schema: unknown): readonly string[] {
  const {
    properties = {},
    anyOf = [],
    oneOf = [],
    allOf = [],
  } = Object(schema) as {
    readonly properties?: Readonly<Record<string, { readonly type?: string }>>;
    readonly anyOf?: readonly unknown[];
    readonly oneOf?: readonly unknown[];
    readonly allOf?: readonly unknown[];
  };
  const own = Object.entries(properties).flatMap(([name, { type }]) => (type === 'string' ? [name] : []));
  return [...own, ...[...anyOf, ...oneOf, ...allOf].flatMap(textMembers)];
}
