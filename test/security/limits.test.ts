/** A request for too much is refused at once, before any table is asked (S18, S19, S26). */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../shared/contract/routes/route.ts';
import { routeList, routes } from '../../shared/contract/routes/routes.ts';
import { requestOf } from '../support/builders/route-request.ts';
import { parametersOf } from '../support/documents/request-texts.ts';
import { expectRefusedAtOnce, provideSilentTable } from '../support/expectations/refused-at-once.ts';

beforeAll(provideSilentTable);

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
