/** `credits-ledger rate-card import`: a price map in LiteLLM's shape becomes a published rate card. */
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { routes } from '../../contract/routes/routes.ts';
import { toCredits } from '../../domain/amount.ts';
import { importPrices, readPriceMap } from '../../domain/catalogue/import-prices.ts';
import { parseRational, type Rational } from '../../domain/decimal.ts';
import { connect } from './connection.ts';
import { exitCodeOf } from './exit-codes.ts';
import { formatTable } from './print.ts';

interface ImportOptions {
  readonly usdPerCredit: Rational;
  readonly markup: Rational;
  readonly cardVersion: string;
  readonly effectiveFrom?: string;
  readonly models?: string;
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
    .option('--dry-run', 'show the prices and publish nothing');
  importing.action(async (file: string) => {
    const options = importing.opts<ImportOptions>();
    const { client, json } = connect(importing);
    const map = readPriceMap(readFileSync(file, 'utf8'));
    const wanted = options.models?.split(',');
    const chosen =
      wanted === undefined ? map : Object.fromEntries(Object.entries(map).filter(([model]) => wanted.includes(model)));
    const { prices, skipped } = importPrices(chosen, options);
    for (const reason of skipped) console.error(`left out: ${reason}`);
    const list = prices.map((price) => ({ ...price, credits: toCredits(price.credits) }));
    if (options.dryRun) {
      const rows = list.map(({ sku, credits, per, unit = '' }) => [sku, String(credits), String(per), unit]);
      console.log(json ? JSON.stringify(list) : formatTable(['sku', 'credits', 'per', 'unit'], rows));
      return;
    }
    const { effectiveFrom, cardVersion: version } = options;
    const answer = await client.send(routes.publishRateCard, {
      params: { version },
      body: { prices: list, ...(effectiveFrom === undefined ? {} : { effectiveFrom }) },
    });
    if (answer.status !== 200) {
      console.error(answer.text);
      process.exitCode = exitCodeOf(answer.status);
      return;
    }
    console.log(json ? answer.text : `published ${version} with ${list.length} prices, ${skipped.length} left out`);
  });
  return new Command('rate-card').summary('Work with rate cards').addCommand(importing);
}

function positive(text: string): Rational {
  const value = parseRational(text);
  if (value === undefined || value.numerator <= 0n) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}
