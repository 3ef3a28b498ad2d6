/**
 * `credits-ledger rate-card replay`: what each account would have been charged in its last cycle under a card that isn't
 * published, all accounts, page after page. The file is a card as `read-rate-card` answers it, or as publishing takes it.
 */
import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import * as z from 'zod/mini';
import { cardReplay } from '../../contract/answers/card-replay.ts';
import { routes } from '../../contract/routes/routes.ts';
import { microcreditsPerCredit } from '../../domain/amount.ts';
import { present } from '../../domain/present.ts';
import { connect } from './connection.ts';
import { exitCodeOf } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { formatTable } from './print.ts';

interface ReplayOptions {
  readonly cardVersion: string;
  readonly cycle: 'last' | 'present';
  readonly plan?: string;
  readonly rows: string;
}

type Account = z.output<typeof cardReplay>['accounts'][number];
interface Sum {
  readonly accountId: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** Pages that are asked for: a million accounts. */
const pagesMax = 20_000;

export function replayCardCommand(): Command {
  const replaying = new Command('replay')
    .summary('See who gains and who loses under a card before it is published')
    .argument('<file>', 'the card, JSON')
    .requiredOption('--card-version <name>', 'the version that it would be published under')
    .addOption(new Option('--cycle <which>').choices(['last', 'present']).default('last'))
    .option('--plan <id>', 'a card for the accounts of this plan alone')
    .option('--rows <count>', 'winners and losers that are shown, of each', '20');
  replaying.action(async (file: string) => {
    const { cardVersion: version, cycle, plan, rows } = replaying.opts<ReplayOptions>();
    const { client, json } = connect(replaying);
    const {
      version: _version,
      publishedAt: _publishedAt,
      effectiveFrom: _effectiveFrom,
      ...card
    } = z.parse(anyCard, JSON.parse(readFileSync(file, 'utf8')));
    const body = { ...card, ...present({ planId: plan }) };
    const sums = new Map<string, Sum>();
    let cursor: string | undefined;
    for (let page = 0; page < pagesMax; page += 1) {
      const query = { cycle, ...present({ cursor }) };
      const answer = await client.send(routes.replayRateCard, { params: { version }, query, body });
      if (answer.status !== 200) throw new Failure(answer.text, exitCodeOf(answer.status));
      if (json) console.log(answer.text);
      const { accounts, nextCursor } = z.parse(cardReplay, JSON.parse(answer.text));
      for (const account of accounts) add(sums, account);
      if (nextCursor === undefined) break;
      cursor = nextCursor;
    }
    if (!json) for (const line of sumLines([...sums.values()], Number(rows))) console.log(line);
  });
  return replaying;
}

const anyCard = z.looseObject({
  version: z.optional(z.unknown()),
  publishedAt: z.optional(z.unknown()),
  effectiveFrom: z.optional(z.unknown()),
});

function add(sums: Map<string, Sum>, { accountId, name = '', before, after }: Account): void {
  const sum = sums.get(accountId) ?? { accountId, name, before: 0, after: 0 };
  sums.set(accountId, { ...sum, before: exactSum(sum.before, before), after: exactSum(sum.after, after) });
}

function exactSum(a: number, b: number): number {
  return Math.round((a + b) * microcreditsPerCredit) / microcreditsPerCredit;
}

function sumLines(sums: readonly Sum[], rowsMax: number): readonly string[] {
  const change = ({ before, after }: Sum): number => exactSum(after, -before);
  const sorted = sums.toSorted((a, b) => change(b) - change(a));
  const losers = sorted.filter((each) => change(each) > 0).slice(0, rowsMax);
  const winners = sorted
    .filter((each) => change(each) < 0)
    .toReversed()
    .slice(0, rowsMax);
  const total = (of: 'before' | 'after'): number => sums.reduce((sum, each) => exactSum(sum, each[of]), 0);
  const head = ['account', 'name', 'before', 'after', 'change'];
  const row = (each: Sum): string[] => [
    each.accountId,
    each.name,
    String(each.before),
    String(each.after),
    String(change(each)),
  ];
  return [
    ...(losers.length === 0 ? [] : ['pay more', formatTable(head, losers.map(row))]),
    ...(winners.length === 0 ? [] : ['pay less', formatTable(head, winners.map(row))]),
    `${sums.length} accounts: ${total('before')} before, ${total('after')} after`,
  ];
}
