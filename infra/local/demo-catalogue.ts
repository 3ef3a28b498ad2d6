/** The catalogue that a local service starts with: plans to open accounts on, a rate card of real list prices at a cent per credit; and the account that the README charges. */
import { readFileSync } from 'node:fs';
import { microcredits, microcreditsPerCredit } from '../../shared/domain/amount.ts';
import { importAliases } from '../../shared/domain/catalogue/import-aliases.ts';
import { importPrices, type PriceMap, readPriceMap } from '../../shared/domain/catalogue/import-prices.ts';
import type { Plan } from '../../shared/domain/catalogue/plan.ts';
import type { Price } from '../../shared/domain/catalogue/rate-card.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import type { CreditStore } from '../../shared/storage/store.ts';

export const demoAccountId = 'demo';
export const demoRateCard = '2026-11-01';

const fromMs = Date.parse('2026-11-01T00:00:00.000Z');
/** The prices' first version, of the same prices, and the plans': the demonstration begins after it. */
const firstRateCard = '2026-07-01';
const firstMs = Date.parse('2026-07-01T00:00:00.000Z');
const pricesFile = new URL('./data/model-prices.json', import.meta.url);

/** Adds what isn't there yet, so that it can be run at every start. */
export async function loadDemoCatalogue(store: CreditStore): Promise<void> {
  for (const plan of demoPlans) await store.catalogue.addPlan(plan);
  const prices = new Map([...modelPrices(), ...automationPrices].map((price) => [price.sku, price]));
  const aliases = importAliases(modelMap());
  for (const [version, atMs] of [
    [firstRateCard, firstMs],
    [demoRateCard, fromMs],
  ] as const)
    await store.catalogue.addRateCard({ version, effectiveFromMs: atMs, publishedAtMs: atMs, prices, aliases });
}

/** Opens the account that the README charges, unless it is there. */
export async function openDemoAccount(store: CreditStore, nowMs: number): Promise<void> {
  await openAccount(
    store,
    {
      accountId: demoAccountId,
      planId: 'team',
      caller: 'demonstration',
      idempotencyKey: 'open-demo',
      fingerprint: 'demonstration',
    },
    nowMs,
  );
}

/** List prices per token, one credit a US cent, no markup. */
export function modelPrices(): readonly Price[] {
  const { prices, skipped } = importPrices(modelMap(), {
    usdPerCredit: { numerator: 1n, denominator: 100n },
    markup: { numerator: 1n, denominator: 1n },
  });
  if (skipped.length > 0) throw new RangeError(`the demonstration prices don't all import: ${skipped.join('; ')}`);
  return prices;
}

function modelMap(): PriceMap {
  return readPriceMap(readFileSync(pricesFile, 'utf8'));
}

function credits(amount: number): Plan['credits'] {
  return microcredits(amount * microcreditsPerCredit);
}

function dollars(amount: number): { readonly millionths: number; readonly currency: string } {
  return { millionths: amount * 1_000_000, currency: 'USD' };
}

function plan(planId: string, name: string, terms: { readonly credits: number; readonly dollars: number }): Plan {
  return {
    planId,
    name,
    version: new Date(firstMs).toISOString(),
    effectiveFromMs: firstMs,
    publishedAtMs: firstMs,
    credits: credits(terms.credits),
    cadence: 'month',
    lowBalanceThresholds: [credits(terms.credits / 5), credits(terms.credits / 20)],
    overrun: { policy: 'forgive', cap: credits(terms.credits / 50) },
    packs: [
      { packId: 'burst-1000', credits: credits(1_000), price: dollars(12) },
      { packId: 'burst-5000', credits: credits(5_000), price: dollars(55) },
    ],
    price: { ...dollars(terms.dollars), interval: 'month' },
  };
}

const demoPlans: readonly Plan[] = [
  plan('free', 'Free', { credits: 100, dollars: 0 }),
  plan('starter', 'Starter', { credits: 1_000, dollars: 10 }),
  plan('team', 'Team', { credits: 5_000, dollars: 45 }),
  plan('scale', 'Scale', { credits: 50_000, dollars: 400 }),
];

const automationPrices: readonly Price[] = [
  { sku: 'infrastructure.migration.vm', category: 'infrastructure', credits: credits(25), per: 1, unit: 'VM' },
  { sku: 'infrastructure.provisioning.run', category: 'infrastructure', credits: credits(5), per: 1, unit: 'run' },
  { sku: 'infrastructure.scaling.run', category: 'infrastructure', credits: credits(1), per: 1, unit: 'run' },
  { sku: 'infrastructure.backup.gb', category: 'infrastructure', credits: credits(2), per: 100, unit: 'GB' },
  {
    sku: 'infrastructure.monitoring.check',
    category: 'infrastructure',
    credits: credits(1),
    per: 1_000,
    unit: 'check',
  },
  { sku: 'platform.log-storage.gb-hour', category: 'platform', credits: credits(1), per: 240, unit: 'GB-hour' },
  { sku: 'platform.data-retention.gb-hour', category: 'platform', credits: credits(1), per: 720, unit: 'GB-hour' },
  { sku: 'platform.managed-support.hour', category: 'platform', credits: credits(20), per: 1, unit: 'hour' },
];
