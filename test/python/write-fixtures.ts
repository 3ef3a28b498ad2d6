/**
 * Writes the example answers of the TypeScript tests, and changed ones, with what the TypeScript client makes of them: the
 * Python client has to make the same.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { createTokenCount } from '../../shared/client/models/token-count.ts';
import { importAliases } from '../../shared/domain/catalogue/import-aliases.ts';
import { importPrices, type PriceMap, readPriceMap } from '../../shared/domain/catalogue/import-prices.ts';
import { chargeOf } from '../../shared/domain/catalogue/model-skus.ts';
import { skusOf } from '../../shared/domain/catalogue/skus-of.ts';
import { providers } from '../client/models/fixtures/providers.ts';
import { mutate, mutation } from '../client/models/mutations.ts';

const data = (name: string): PriceMap =>
  readPriceMap(readFileSync(new URL(`../../infra/local/data/${name}.json`, import.meta.url), 'utf8'));
const map: PriceMap = { ...data('price-map-2025-09'), ...data('price-map-2026-07') };
const changedRuns = 3_000;
/** Shapes of JavaScript's own libraries, which no Python program meets. */
const javaScriptOnly: ReadonlySet<string> = new Set(['Vercel AI SDK', 'LangChain']);

export function writeFixtures(file: string): void {
  const one = { numerator: 1n, denominator: 1n };
  const { prices } = importPrices(map, { usdPerCredit: { numerator: 1n, denominator: 100n }, markup: one });
  const card = { version: 'v', prices, aliases: Object.fromEntries(importAliases(map)) };
  const examples = providers
    .filter(({ provider }) => !javaScriptOnly.has(provider))
    .flatMap(({ provider, examples: each }) => each.map((example) => ({ provider, ...example })));
  const cases = examples.flatMap(({ provider, name, model, streamed, whole }) => {
    const priced = skusOf(model, card);
    const reading = (events: readonly unknown[]): object => ({ model, events, ...read(events, priced) });
    return [
      { name: `${provider}: ${name}`, ...reading(streamed) },
      ...(whole === undefined ? [] : [{ name: `${provider}: ${name}, whole`, ...reading([whole]) }]),
    ];
  });
  const changes = fc.sample(
    fc.tuple(fc.constantFrom(...examples), fc.array(mutation, { minLength: 1, maxLength: 4 })),
    { numRuns: changedRuns, seed: 20 },
  );
  const changed = changes.map(([{ provider, name, model, streamed }, mutations]) => {
    const events = mutate(streamed, mutations);
    return { name: `${provider}: ${name}, changed`, model, events, ...read(events, skusOf(model, card)) };
  });
  const skus = prices.map(({ sku }) => sku);
  writeFileSync(file, JSON.stringify({ card: { skus, aliases: card.aliases }, cases, changed }, encoded));
}

function read(events: readonly unknown[], priced: ReturnType<typeof skusOf>): object {
  const count = createTokenCount({ inputTokens: 70, outputTokens: 50 });
  const known = events.map((event) => count.add(event));
  const { served = [], ...counts } = count.usage();
  const lines = count.hasBegun() ? (chargeOf(count.usage(), priced)?.usage ?? []) : [];
  return {
    known,
    counts,
    served,
    isEstimate: count.isEstimate(),
    lines: lines.map(({ sku, quantity }) => [sku, quantity]),
  };
}

/** Bytes, which JSON hasn't, by their base 64. */
function encoded(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { $bytes: Buffer.from(value).toString('base64') } : value;
}
