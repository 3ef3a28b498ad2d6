/** `credits-ledger replay`: charges a recorded trace of LLM requests through the API, as if they occurred today, and adds up beside it what that must come to. */
import { readFileSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError } from 'commander';
import * as z from 'zod/mini';
import { routes } from '../../contract/routes/routes.ts';
import { fromCredits } from '../../domain/amount.ts';
import { readPriceMap } from '../../domain/catalogue/import-prices.ts';
import { formatMillionths, parseRational, type Rational } from '../../domain/decimal.ts';
import type { HttpClient } from '../http-client.ts';
import { connect } from './connection.ts';
import { exitCodes } from './exit-codes.ts';
import { Failure } from './failure.ts';

export interface ReplayOptions {
  /** CSV: timestamp, context tokens, generated tokens. */
  readonly trace: string;
  /** The price map that the service's rate card was imported from, at a cent per credit without markup. */
  readonly prices: string;
  readonly model: string;
  readonly accounts: number;
  readonly plan: string;
  readonly clients: number;
  /** Names the keys: a run under the same name again changes nothing. */
  readonly run: string;
}

export function replayCommand(): Command {
  const command = new Command('replay')
    .summary('Charge a trace of LLM requests and check the sum')
    .argument('<trace>', 'CSV: timestamp, context tokens, generated tokens')
    .requiredOption('--prices <file>', 'the price map that the rate card was imported from')
    .option('--model <name>', 'whose prices to charge', 'gpt-4o')
    .option('--accounts <number>', 'how many accounts share the load', countOf, 50)
    .option('--plan <planId>', 'the plan to open them on', 'team')
    .option('--clients <number>', 'requests under way at once', countOf, 64)
    .option('--run <name>', 'the keys’ prefix; the same again changes nothing', 'replay');
  return command.action(async (trace: string) => {
    const { client } = connect(command);
    const isRight = await replay(client, { ...command.opts<Omit<ReplayOptions, 'trace'>>(), trace });
    if (!isRight) process.exitCode = exitCodes.refused;
  });
}

const countMax = 1_000;

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > countMax)
    throw new InvalidArgumentError(`It must be a number from 1 to ${countMax}.`);
  return count;
}

interface TraceRequest {
  readonly contextTokens: number;
  readonly generatedTokens: number;
}

/** True when every debit was answered with a receipt and the receipts add up to the expected sum. */
export async function replay(client: HttpClient, options: ReplayOptions): Promise<boolean> {
  const requests = readTrace(readFileSync(options.trace, 'utf8'));
  const expected = expectedMicrocredits(requests, readFileSync(options.prices, 'utf8'), options.model);
  const names = Array.from({ length: options.accounts }, (_, index) => accountName(options.run, index));
  await Promise.all(names.map((name) => openAccount(client, name, options)));

  const bar = new SingleBar({
    format: '{bar} {value}/{total} debits, {duration_formatted}',
    noTTYOutput: true,
    notTTYSchedule: 10_000,
  });
  bar.start(requests.length, 0);
  let charged = 0n;
  let replays = 0;
  const problems: string[] = [];
  await eachOf(requests, options.clients, async (request, index) => {
    const { status, text, isReplay } = await client.send(routes.debitCredits, {
      params: { accountId: accountName(options.run, index % options.accounts) },
      idempotencyKey: `${options.run}-${index + 1}`,
      body: {
        usage: [
          { sku: `ai.${options.model}.input-token`, quantity: request.contextTokens },
          { sku: `ai.${options.model}.output-token`, quantity: request.generatedTokens },
        ],
      },
    });
    if (status === 201) charged += creditsIn(text);
    else problems.push(`debit ${index + 1}: ${text}`);
    if (isReplay) replays += 1;
    bar.increment();
  });
  bar.stop();
  for (const problem of problems.slice(0, 5)) console.error(problem);
  if (replays > 0) console.log(`${replays} of ${requests.length} were answered as replays: they changed nothing`);
  const done = requests.length - problems.length;
  console.log(`replayed ${done} debits: ${formatMillionths(charged)} credits, expected ${formatMillionths(expected)}`);
  return problems.length === 0 && charged === expected;
}

function accountName(run: string, index: number): string {
  return `${run}-${String(index + 1).padStart(2, '0')}`;
}

async function openAccount(client: HttpClient, accountId: string, { plan, run }: ReplayOptions): Promise<void> {
  const { status, text } = await client.send(routes.openAccount, {
    params: { accountId },
    idempotencyKey: `open-${run}`,
    body: { planId: plan },
  });
  if (status !== 200) throw new Failure(`${accountId} could not be opened: ${text}`);
}

function readTrace(csv: string): readonly TraceRequest[] {
  const [, ...lines] = csv.trim().split(/\r?\n/);
  return lines.map((line, index) => {
    const [timestamp = '', context, generated] = line.split(',');
    const isTimed = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(timestamp);
    const contextTokens = Number(context);
    const generatedTokens = Number(generated);
    if (!isTimed || !Number.isSafeInteger(contextTokens) || !Number.isSafeInteger(generatedTokens)) {
      throw new Failure(`line ${index + 2} of the trace is not timestamp, tokens, tokens: ${line}`);
    }
    return { contextTokens, generatedTokens };
  });
}

const pricesShape = z.object({ input_cost_per_token: z.string(), output_cost_per_token: z.string() });

/** The sum beside the service: whole numbers only, straight from the price map, each request rounded up for itself. */
function expectedMicrocredits(requests: readonly TraceRequest[], priceMap: string, model: string): bigint {
  const found = pricesShape.safeParse(readPriceMap(priceMap)[model]);
  if (!found.success) throw new Failure(`the price map has no input and output price of ${model}`);
  const input = microcreditsPerToken(found.data.input_cost_per_token);
  const output = microcreditsPerToken(found.data.output_cost_per_token);
  const denominator = input.denominator * output.denominator;
  let sum = 0n;
  for (const { contextTokens, generatedTokens } of requests) {
    const numerator =
      BigInt(contextTokens) * input.numerator * output.denominator +
      BigInt(generatedTokens) * output.numerator * input.denominator;
    sum += (numerator + denominator - 1n) / denominator;
  }
  return sum;
}

/** A credit is a cent, so a dollar is a hundred million microcredits. */
function microcreditsPerToken(usd: string): Rational {
  const price = parseRational(usd);
  if (price === undefined) throw new Failure(`not a price: ${usd}`);
  return { numerator: price.numerator * 100_000_000n, denominator: price.denominator };
}

const receiptShape = z.object({ entry: z.object({ credits: z.number() }) });

function creditsIn(receipt: string): bigint {
  const { entry } = receiptShape.parse(JSON.parse(receipt));
  const credits = fromCredits(entry.credits);
  if (credits === undefined) throw new Error(`not an amount: ${entry.credits}`);
  return BigInt(credits);
}

async function eachOf<T>(
  items: readonly T[],
  workers: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const queue = items.entries();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (const [index, item] of queue) await work(item, index);
    }),
  );
}
