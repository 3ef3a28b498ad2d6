import { expect, it } from 'vitest';
import { newGrant } from '../../../shared/domain/account/grant.ts';
import { runOutOf } from '../../../shared/domain/insights/run-out.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { credits, dayMs, startMs } from '../../support/builders/fixtures.ts';

it('what is available runs out when the rest of the use meets nothing that pays for all, whatever is left for one category', () => {
  const steps = Array.from({ length: 48 }, (_, index) => {
    const used = credits(4 * (index + 1));
    const span = { startMs: startMs + index * hourMs, endMs: startMs + (index + 1) * hourMs };
    return { ...span, low: used, likely: used, high: used, most: used };
  });
  const endMs = startMs + 10 * dayMs;
  const grants = [newGrant('plan-0', credits(30), endMs, 1), newGrant('adjustment-3-ai', credits(100), endMs, 3)];

  const found = runOutOf(grants, steps, { ai: 0.25, infrastructure: 0.75, platform: 0 });

  expect(found.likelyMs).toBe(startMs + 10 * hourMs);
  expect(found.missing.likely).toBe(credits(4 * 48 - 30 - 10));
});
