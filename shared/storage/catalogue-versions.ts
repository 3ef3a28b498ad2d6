/** All versions of plans and rate cards, without prices: read whole, and kept for a minute. */
import * as z from 'zod/mini';
import { overrunPolicies, type Plan, type PlanCatalogue } from '../domain/catalogue/plan.ts';
import { cadences } from '../domain/cycle.ts';
import { minuteMs } from '../domain/time.ts';
import { parse } from './parse.ts';
import type { RateCardHead } from './rate-card-items.ts';
import { storedAmount, storedMoney, whole } from './stored-parts.ts';
import { ItemCorrupt, type Table } from './table.ts';
import { cataloguePk, type Item, isCardKey } from './table-keys.ts';

export interface Catalogue {
  readonly plans: PlanCatalogue;
  readonly rateCards: readonly RateCardHead[];
}

export interface Versions {
  /** The catalogue as it was at most so long before `nowMs`: a minute, where nothing else is asked for. */
  read(nowMs: number, maxAgeMs?: number): Promise<Catalogue>;
  /** The catalogue as it is. */
  readAll(): Promise<Catalogue>;
  /** The next read is of the table. */
  forget(): void;
}

const keptMs = minuteMs;
const itemsMax = 5_000;

export function createVersions(table: Table): Versions {
  let kept: { readonly catalogue: Promise<Catalogue>; readonly atMs: number } | undefined;
  const readAll = (): Promise<Catalogue> => readVersions(table);
  const forget = (): void => {
    kept = undefined;
  };

  function read(nowMs: number, maxAgeMs = keptMs): Promise<Catalogue> {
    if (kept !== undefined && nowMs >= kept.atMs && nowMs - kept.atMs < maxAgeMs) return kept.catalogue;
    const catalogue = readAll();
    kept = { catalogue, atMs: nowMs };
    catalogue.catch(forget);
    return catalogue;
  }

  return { read, readAll, forget };
}

async function readVersions(table: Table): Promise<Catalogue> {
  const items = await table.query({ pk: cataloguePk, from: ' ', to: '~', order: 'ascending', limit: itemsMax });
  if (items.length === itemsMax) throw new ItemCorrupt(`the catalogue holds more than ${itemsMax} versions`);
  const plans = new Map<string, Plan[]>();
  const rateCards: RateCardHead[] = [];
  for (const item of items) {
    if (isCardKey(item)) {
      rateCards.push(decodeHead(item));
      continue;
    }
    const plan = decodePlan(item);
    const versions = plans.get(plan.planId) ?? [];
    versions.push(plan);
    plans.set(plan.planId, versions);
  }
  return { plans, rateCards };
}

const version = { version: z.string(), effectiveFromMs: whole, publishedAtMs: whole };

const storedPlan = z.strictObject({
  ...version,
  planId: z.string(),
  name: z.exactOptional(z.string()),
  credits: storedAmount,
  isPerSeat: z.exactOptional(z.literal(true)),
  cadence: z.enum(cadences),
  lowBalanceThresholds: z.array(storedAmount),
  overrun: z.strictObject({ policy: z.enum(overrunPolicies), cap: storedAmount }),
  packs: z.array(
    z.strictObject({
      packId: z.string(),
      credits: storedAmount,
      price: z.exactOptional(z.strictObject(storedMoney)),
      lifeMs: z.exactOptional(whole),
    }),
  ),
  price: z.exactOptional(z.strictObject({ ...storedMoney, interval: z.enum(cadences) })),
  usageWindowDays: z.exactOptional(whole),
  graceDays: z.exactOptional(whole),
});

const storedHead = z.strictObject({
  ...version,
  content: z.string(),
  parts: whole,
  aliasParts: z.exactOptional(whole),
  planId: z.exactOptional(z.string()),
});

function decodePlan(item: Item): Plan {
  return parse(storedPlan, item['plan'], 'a plan');
}

/** The rate card's head in its item. */
export function decodeHead(item: Item): RateCardHead {
  return parse(storedHead, item['card'], "a rate card's head");
}
