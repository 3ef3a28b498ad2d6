/**
 * `credits-ledger rate-card import`: a price map in LiteLLM's shape becomes a published rate card. What the map doesn't name
 * stays as it is, unless the card is to be replaced; what changes is shown first.
 */
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { routes } from '../../contract/routes/routes.ts';
import { type CardChange, changeCard, isSameCard } from '../../domain/catalogue/card-change.ts';
import { importAliases } from '../../domain/catalogue/import-aliases.ts';
import { importPrices, type PriceMap, readPriceMap } from '../../domain/catalogue/import-prices.ts';
import { parseRational, type Rational } from '../../domain/decimal.ts';
import { present } from '../../domain/present.ts';
import { changeLines, wireCard } from './card-change-text.ts';
import { connect } from './connection.ts';
import { exitCodeOf } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { presentCard } from './present-card.ts';
import { replayCardCommand } from './replay-rate-card.ts';

interface ImportOptions {
  readonly usdPerCredit: Rational;
  readonly markup: Rational;
  readonly cardVersion: string;
  readonly effectiveFrom?: string;
  readonly models?: string;
  readonly plan?: string;
  readonly replace?: true;
  readonly dryRun?: true;
}

export function rateCardCommand(): Command {
  const importing = new Command('import')
    .summary('Make and publish a rate card from a price map in LiteLLM’s shape')
    .argument('<file>', 'the price map, JSON')
    .requiredOption('--usd-per-credit <number>', 'US dollars that one credit stands for', positive)
    .addOption(
      new Option('--markup <number>', '1 charges list prices')
        .argParser(positive)
        .default({ numerator: 1n, denominator: 1n }, '1'),
    )
    .requiredOption('--card-version <name>', 'the version to publish under')
    .option('--effective-from <instant>', 'two minutes from now when left out')
    .option('--models <names>', 'only these, separated by commas')
    .option('--plan <id>', 'a card for the accounts of this plan alone')
    .option('--replace', 'leave out what the map doesn’t name, in place of keeping it')
    .option('--dry-run', 'show what would change and publish nothing');
  importing.action(async (file: string) => {
    const options = importing.opts<ImportOptions>();
    const { client, json } = connect(importing);
    const { chosen, map } = chosenModels(readPriceMap(readFileSync(file, 'utf8')), options.models);
    const { prices, skipped } = importPrices(chosen, options);
    const stems = new Set(prices.map(({ sku }) => sku.slice(0, sku.lastIndexOf('.'))));
    const imported = {
      prices: new Map(prices.map((price) => [price.sku, price])),
      aliases: new Map([...importAliases(map)].filter(([, stem]) => stems.has(stem))),
    };
    const change = changeCard(await presentCard(client, options), imported, { isReplaced: options.replace === true });
    for (const reason of skipped) console.error(`left out: ${reason}`);
    const { cardVersion: version, effectiveFrom, plan: planId } = options;
    if (options.dryRun) return show(change, skipped, json);
    if (isSameCard(change)) return console.log(json ? '{"changed":false}' : 'nothing changed: nothing published');
    if (!json) for (const line of changeLines(change, rowsMax)) console.log(line);
    const answer = await client.send(routes.publishRateCard, {
      params: { version },
      body: {
        ...wireCard(change.content),
        ...present({ effectiveFrom, planId }),
      },
    });
    if (answer.status !== 200) {
      console.error(answer.text);
      process.exitCode = exitCodeOf(answer.status);
      return;
    }
    console.log(json ? answer.text : publicationText(version, prices.length, change, skipped));
  });
  return new Command('rate-card').summary('Work with rate cards').addCommand(importing).addCommand(replayCardCommand());
}

/** Rows of each kind of change that are shown before publishing; a dry run shows all. */
const rowsMax = 40;

function show(change: CardChange, skipped: readonly string[], json: boolean): void {
  const { added, changed, gone, free, content } = change;
  const skus = (prices: readonly { readonly sku: string }[]): readonly string[] => prices.map(({ sku }) => sku);
  const diff = { added: skus(added), changed: skus(changed.map(({ to }) => to)), gone: skus(gone), free: skus(free) };
  if (json) console.log(JSON.stringify({ ...diff, leftOut: skipped, ...wireCard(content) }));
  else for (const line of changeLines(change)) console.log(line);
}

function publicationText(version: string, count: number, change: CardChange, skipped: readonly string[]): string {
  const { added, changed, gone, free, content } = change;
  const kept = content.prices.size - added.length - changed.length;
  const counts = `${added.length} new, ${changed.length} changed, ${gone.length} gone, ${kept} as before`;
  return `published ${version} with ${count} prices, ${skipped.length} left out: ${counts}, ${free.length} free`;
}

/** Names that the map hasn't are told, with those that they may be meant for. */
function chosenModels(map: PriceMap, names: string | undefined): { readonly chosen: PriceMap; readonly map: PriceMap } {
  if (names === undefined) return { chosen: map, map };
  const wanted = names.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !Object.hasOwn(map, name));
  if (unknown.length > 0) {
    const told = unknown.map((name) => `${name} (did you mean ${nearest(name, Object.keys(map)).join(', ')}?)`);
    throw new Failure(`not in the map: ${told.join('; ')}`);
  }
  return { chosen: Object.fromEntries(wanted.map((name) => [name, map[name]])), map };
}

const suggestionsMax = 3;

function nearest(name: string, names: readonly string[]): readonly string[] {
  const distances = names.map((each) => ({ each, distance: editDistance(name, each) }));
  return distances
    .sort((a, b) => a.distance - b.distance || (a.each < b.each ? -1 : 1))
    .slice(0, suggestionsMax)
    .map(({ each }) => each);
}

/** Letters to change, put in or take out. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

function positive(text: string): Rational {
  const value = parseRational(text);
  if (value === undefined || value.numerator <= 0n) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}
