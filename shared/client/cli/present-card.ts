/** The rate card that an import goes into: the one that would rule when the new one begins to. */
import * as z from 'zod/mini';
import { rateCard, rateCardPage } from '../../contract/answers/rate-card.ts';
import { routes } from '../../contract/routes/routes.ts';
import { fromCredits, type Microcredits } from '../../domain/amount.ts';
import type { CardContent } from '../../domain/catalogue/card-change.ts';
import type { Price } from '../../domain/catalogue/rate-card.ts';
import type { Rate } from '../../domain/catalogue/tiers.ts';
import { inEffectAt, publicationLeadMs } from '../../domain/catalogue/version.ts';
import { present } from '../../domain/present.ts';
import type { HttpClient } from '../http-client.ts';
import { exitCodeOf } from './exit-codes.ts';
import { Failure } from './failure.ts';

interface Target {
  readonly effectiveFrom?: string;
  readonly plan?: string;
}

/** A plan's first card goes into the general one. Undefined where there is no card yet. */
export async function presentCard(
  client: HttpClient,
  { effectiveFrom, plan }: Target,
): Promise<CardContent | undefined> {
  const { rateCards, inEffect } = await read(client.send(routes.listRateCards, {}), rateCardPage);
  const versions = rateCards.map((card) => ({
    ...card,
    effectiveFromMs: Date.parse(card.effectiveFrom),
    publishedAtMs: Date.parse(card.publishedAt),
  }));
  // The service's clock may be ahead of this one.
  const rulingMs = versions.find((card) => card.version === inEffect)?.effectiveFromMs ?? 0;
  const soonMs = effectiveFrom === undefined ? Date.now() + publicationLeadMs : Date.parse(effectiveFrom);
  const atMs = Number.isNaN(soonMs) ? rulingMs : Math.max(soonMs, rulingMs);
  const of = (planId: string | undefined): string | undefined =>
    inEffectAt(
      versions.filter((card) => card.planId === planId),
      atMs,
    )?.version;
  const version = of(plan) ?? of(undefined);
  if (version === undefined) return undefined;
  const { prices, aliases } = await read(client.send(routes.readRateCard, { params: { version } }), rateCard);
  return {
    prices: new Map(prices.map((price) => [price.sku, domainPrice(price)])),
    ...(aliases === undefined ? {} : { aliases: new Map(Object.entries(aliases)) }),
  };
}

async function read<S extends z.core.$ZodType>(sent: ReturnType<HttpClient['send']>, shape: S): Promise<z.output<S>> {
  const { status, text } = await sent;
  if (status !== 200) throw new Failure(text, exitCodeOf(status));
  return z.parse(shape, JSON.parse(text));
}

function domainPrice({ tiers, unit, countsAs, ...price }: z.output<typeof rateCard>['prices'][number]): Price {
  return {
    ...price,
    ...domainRate(price),
    ...present({ unit, countsAs }),
    ...(tiers === undefined ? {} : { tiers: domainTiers(tiers) }),
  };
}

function domainTiers(
  tiers: NonNullable<z.output<typeof rateCard>['prices'][number]['tiers']>,
): NonNullable<Price['tiers']> {
  const steps = tiers.steps.map(({ above, ...rate }) => ({ above, ...domainRate(rate) }));
  if (tiers.mode === 'graduated') return { mode: 'graduated', steps };
  return { mode: 'threshold', ...present({ of: tiers.of }), steps };
}

function domainRate({ credits, per }: { readonly credits: number; readonly per: number }): Rate {
  return { credits: amountOf(credits), per };
}

function amountOf(credits: number): Microcredits {
  const amount = fromCredits(credits);
  if (amount === undefined) throw new RangeError(`the service answers an amount that is none: ${credits}`);
  return amount;
}
