/** No part takes what another one needs: throttles by weight, instances by kind of request. */

import { beforeAll, expect, test } from 'vitest';
import { deployedRoutes } from '../../infra/deployed-routes.ts';
import { stages } from '../../infra/stages.ts';
import { accountId } from '../../shared/contract/fields.ts';
import { isForPeople } from '../../shared/contract/routes/route.ts';
import type { Weight } from '../../shared/contract/routes/weight.ts';
import { beginsMaxMs } from '../../shared/runtime/batch.ts';
import { watchedAccountsMost } from '../../shared/storage/watched.ts';
import { ownFunctions, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

const routeList = deployedRoutes(stages.prod);

let prod: SynthesizedStack;
let local: SynthesizedStack;

beforeAll(() => {
  prod = synthesize(stages.prod);
  local = synthesize(stages.dev, { isLocal: true });
}, 120_000);

test('each API is throttled by the weight of its routes, within what every Region takes of an account (S11)', () => {
  const built = prod.resources('AWS::ApiGatewayV2::Stage').map(([, { Properties }]) => Properties);
  const [workloads, keys, people] = built;
  const { usual, heavy, batch, rare } = stages.prod.throttle;

  expect(workloads.DefaultRouteSettings.ThrottlingRateLimit).toBe(usual.ratePerSecond);
  expect(people.DefaultRouteSettings.ThrottlingRateLimit).toBe(stages.prod.peopleThrottle.ratePerSecond);
  expect(keys.DefaultRouteSettings.ThrottlingRateLimit).toBe(stages.prod.keysThrottle.ratePerSecond);
  const byWeight = (of: Weight): readonly string[] =>
    routeList.filter(({ weight }) => weight === of).map(({ method, path }) => `${method} ${path}`);
  for (const [weight, { ratePerSecond }] of Object.entries({ heavy, batch, rare }))
    for (const api of [workloads, keys])
      for (const key of byWeight(weight as Weight))
        expect(api.RouteSettings[key].ThrottlingRateLimit, key).toBe(ratePerSecond);
  for (const route of routeList.filter((each) => isForPeople(each) && each.weight === 'heavy'))
    expect(people.RouteSettings[`${route.method} ${route.path}`].ThrottlingRateLimit, route.id).toBe(
      heavy.ratePerSecond,
    );
  const heavyForPeople = routeList.filter((each) => isForPeople(each) && each.weight !== 'usual');
  expect(Object.keys(people.RouteSettings).length).toBe(heavyForPeople.length);
  const settings = built.flatMap((each) => [each.DefaultRouteSettings, ...Object.values(each.RouteSettings)]);
  const sum = (name: string): number => settings.reduce((all, each) => all + each[name], 0);
  // The least that AWS's documentation names for any Region.
  expect(sum('ThrottlingRateLimit')).toBeLessThanOrEqual(2_500);
  expect(sum('ThrottlingBurstLimit')).toBeLessThanOrEqual(1_250);
});

test('what charges and the gate have instances set aside, and heavy reads, batches and strangers can’t take them (S35)', () => {
  const reserved = new Map(
    ownFunctions(prod).flatMap(([id, { Properties }]) => {
      const { ReservedConcurrentExecutions: instances } = Properties;
      return instances === undefined
        ? []
        : [[/workloads([a-z]+)function|(sweepdue|auditledgers)/.exec(id)?.[1] ?? id, instances]];
    }),
  );
  const total = [...reserved.values()].reduce((sum, each) => sum + each, 0);

  expect(reserved.get('charge')).toBeGreaterThanOrEqual(100);
  expect(reserved.get('gate')).toBeGreaterThanOrEqual(50);
  expect(reserved.get('reports')).toBeLessThanOrEqual(20);
  // An AWS account has 1,000 unless it asks for more, and must leave 100.
  expect(total).toBeLessThanOrEqual(300);
  // Batches that each take as long as one may begin work leave a quarter of what charges.
  const { ratePerSecond } = stages.prod.throttle.batch;
  expect((ratePerSecond * beginsMaxMs) / 1_000).toBeLessThanOrEqual(0.75 * (reserved.get('charge') ?? 0));
  expect(ownFunctions(local).filter(([, { Properties }]) => Properties.ReservedConcurrentExecutions)).toEqual([]);
});

test('as many accounts are watched as their ids fit into the one item that lists them, and no stage asks for more', () => {
  const longest = 'a'.repeat(128);
  const bytes = JSON.stringify(Array(watchedAccountsMost).fill(longest)).length;

  expect(accountId.safeParse(longest).success && !accountId.safeParse(`${longest}a`).success).toBe(true);
  expect(bytes).toBeLessThan(400 * 1024);
  for (const watchedAccountsMax of [0, 1.5, watchedAccountsMost + 1])
    expect(() => synthesize({ ...stages.dev, watchedAccountsMax })).toThrow(/watchedAccountsMax/);
}, 60_000);
