import { describe, expect, it } from 'vitest';
import { type PlanContent, publishPlan } from '../../shared/operations/publish-plan.ts';
import { publishRateCard } from '../../shared/operations/publish-rate-card.ts';
import type { RateCardContent } from '../../shared/operations/reading/draft-card.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { createFakeTable } from '../runs/simulation/fake-table.ts';
import { plainSurface } from '../runs/simulation/fault.ts';
import { createFaultyTable } from '../runs/simulation/faulty-table.ts';
import { credits, plan, startMs } from '../support/builders/fixtures.ts';

const { version: _version, publishedAtMs: _published, effectiveFromMs: _effective, ...team } = plan();
const price = { sku: 'ai.model.token', category: 'ai', credits: credits(1), per: 1 } as const;
const card: RateCardContent = { version: '2026-12-01', prices: [price] };
const surroundings = { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 };

/** A store whose every write loses its first reply, and is sent again by the SDK. */
function resendingStore(): CreditStore {
  const decider = {
    fault: ({ method }: { readonly method: string }) => (method === 'put' ? 'retried' : 'none'),
    choose: () => 0,
  } as const;
  return createStore(createFaultyTable(createFakeTable(), decider, plainSurface()), surroundings);
}

describe('publishing once more', () => {
  it('what the plan says already adds no version, and anything else does', async () => {
    const store = createStore(createFakeTable(), surroundings);
    const first = await publishPlan(store, { ...team, effectiveFromMs: startMs }, startMs);

    const again = await publishPlan(store, { ...team, effectiveFromMs: startMs }, startMs + 1);
    expect(again).toEqual(first);
    expect(await publishPlan(store, team, startMs + 2)).toEqual(first);

    const later = { ...team, credits: credits(2) };
    expect(await publishPlan(store, later, startMs + 3)).toMatchObject({
      kind: 'done',
      value: { credits: credits(2) },
    });
    expect((await store.catalogue.readFresh()).plans.get('team')).toHaveLength(2);
  });
});

describe('publishing whose reply got lost', () => {
  it('answers with the plan that it published itself, and refuses another of the same instant', async () => {
    const store = resendingStore();
    const content: PlanContent = { ...team, effectiveFromMs: startMs };

    expect(await publishPlan(store, content, startMs)).toMatchObject({ kind: 'done', value: { planId: 'team' } });
    expect(await publishPlan(store, { ...content, credits: credits(2) }, startMs)).toMatchObject({
      refusal: { reason: 'version-exists' },
    });
  });

  it('answers with the rate card that it published itself, and refuses another of the same version', async () => {
    const store = resendingStore();

    expect(await publishRateCard(store, card, startMs)).toMatchObject({
      kind: 'done',
      value: { version: card.version },
    });
    expect(await publishRateCard(store, { ...card, prices: [] }, startMs)).toMatchObject({
      refusal: { reason: 'version-exists' },
    });
  });
});
