/** A replay of all accounts under a draft of a rate card: page after page, added up by account. */
import type { CreditsClient } from '../../../../shared/client/credits-client.ts';
import { present } from '../../../../shared/domain/present.ts';
import { type ReadFailure, readAnswer } from '../../reading/read-answer.ts';
import type { CardReplay, RateCard } from '../../reading/shapes.ts';
import { sumOfCredits } from '../../writing/credits.ts';

export type ReplayCycle = 'last' | 'present';

/** The draft as it was typed, and for which cycle. */
export interface Draft {
  readonly version: string;
  readonly text: string;
  readonly cycle: ReplayCycle;
}

export interface ReplaySum {
  readonly accountId: string;
  readonly name?: string;
  readonly cycle: number;
  readonly before: number;
  readonly after: number;
}

export interface ReplayResult {
  readonly sums: ReadonlyMap<string, ReplaySum>;
  /** Credits that stay, since they were charged by amount. */
  readonly amounts: number;
  readonly refused: { readonly charges: number; readonly credits: number; readonly skus: readonly string[] };
  readonly passed: CardReplay['passed'];
  /** Accounts of which parts can't be proved. */
  readonly partial: number;
}

export type ReplayStep =
  | { readonly kind: 'under-way' | 'done'; readonly result: ReplayResult }
  | { readonly kind: 'failed'; readonly failure: ReadFailure };

export const nothingYet: ReplayResult = {
  sums: new Map(),
  amounts: 0,
  refused: { charges: 0, credits: 0, skus: [] },
  passed: { closed: 0, firstCycle: 0, otherCard: 0 },
  partial: 0,
};

/** Pages that one replay asks for: a million accounts. */
const pagesMax = 20_000;

/** Tells after each page how far it is. The text must be JSON. */
export async function* replayCard(client: CreditsClient, { version, text, cycle }: Draft): AsyncGenerator<ReplayStep> {
  const body = JSON.parse(text);
  let result = nothingYet;
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const query = { cycle, ...present({ cursor }) };
    const read = await readAnswer(client.replayRateCard({ version, query, body }));
    if (read.kind === 'failed') return yield { kind: 'failed', failure: read.failure };
    result = withPage(result, read.value);
    cursor = read.value.nextCursor;
    yield { kind: cursor === undefined ? 'done' : 'under-way', result };
    if (cursor === undefined) return;
  }
}

function withPage(result: ReplayResult, { accounts, passed }: CardReplay): ReplayResult {
  const sums = new Map(result.sums);
  let { amounts, refused, partial } = result;
  for (const { accountId, name, cycle, before, after, ...of } of accounts) {
    const sum = sums.get(accountId);
    sums.set(accountId, {
      ...{ accountId, cycle, ...present({ name }) },
      before: sumOfCredits([sum?.before ?? 0, before]),
      after: sumOfCredits([sum?.after ?? 0, after]),
    });
    amounts = sumOfCredits([amounts, of.amounts]);
    partial += of.partial === true ? 1 : 0;
    refused = {
      charges: refused.charges + of.refused.charges,
      credits: sumOfCredits([refused.credits, of.refused.credits]),
      skus: [...new Set([...refused.skus, ...of.refused.skus])],
    };
  }
  const { closed, firstCycle, otherCard } = result.passed;
  return {
    ...{ sums, amounts, refused, partial },
    passed: {
      closed: closed + passed.closed,
      firstCycle: firstCycle + passed.firstCycle,
      otherCard: otherCard + passed.otherCard,
    },
  };
}

/** The card as publishing takes it, a price a line, to be edited. */
export function draftText({ prices, aliases, planId }: RateCard): string {
  const members = [
    ...(planId === undefined ? [] : [`"planId": ${JSON.stringify(planId)}`]),
    ...(aliases === undefined ? [] : [`"aliases": ${JSON.stringify(aliases)}`]),
    `"prices": [\n${prices.map((price) => `  ${JSON.stringify(price)}`).join(',\n')}\n]`,
  ];
  return `{\n${members.join(',\n')}\n}`;
}
