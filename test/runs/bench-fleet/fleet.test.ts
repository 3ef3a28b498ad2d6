import { expect, it } from 'vitest';
import { defaultEngine } from '../../../infra/local/engine.ts';
import { exactGatesOf } from './gates.ts';
import { measureFleets } from './measure.ts';

it('a fleet is renewed once, by sweeps that pay nothing for accounts that aren’t due nor for deliveries twice', async () => {
  // So many that aren't due that reading past them would take more than the one unit of each shard.
  const scale = { accounts: 60, idle: 1_600 };
  const figures = await measureFleets({ engine: defaultEngine(), scale, say: () => {} });
  for (const { what, target, measured, verdict } of exactGatesOf(figures))
    expect(verdict, `${what}: ${measured}, not ${target}`).toBe('reached');
  // A read, a write and a filing, and the plans once; and the index's share of the write.
  const { advance, accounts } = figures.large;
  expect(advance.cost.calls).toBeLessThanOrEqual(3 * accounts + 1);
  expect(advance.cost.writeUnits / accounts).toBeGreaterThanOrEqual(3);
  expect(advance.cost.writeUnits / accounts).toBeLessThanOrEqual(6);
});
