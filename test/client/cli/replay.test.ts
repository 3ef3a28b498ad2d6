/** `credits replay`: a recorded trace is charged to the last microcredit. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProgramEnd } from '../../support/processes/program.ts';
import { type CommandLine, expectFailure, startCommandLine } from '../../support/service/command-line.ts';

let line: CommandLine;

beforeAll(async () => {
  line = await startCommandLine();
});
afterAll(() => line.stop());

const credits = (...args: readonly string[]): Promise<ProgramEnd> => line.credits(...args);
const recordedTrace = new URL('../../../infra/local/data/azure-llm-inference-2023-conv.csv', import.meta.url);
const pricesFile = 'infra/local/data/model-prices.json';

describe('credits replay', () => {
  const rows = 1_000;

  it('charges a trace to the last microcredit, and nothing more when it is run again', async () => {
    const lines = readFileSync(recordedTrace, 'utf8')
      .split(/\r?\n/)
      .slice(0, rows + 1);
    const trace = join(line.folder, 'trace.csv');
    writeFileSync(trace, lines.join('\n'));
    const tokens = lines.slice(1).map((line) => line.split(',').slice(1).map(Number));
    // GPT-4o at a cent a credit: 250 and 1,000 microcredits a token.
    const sum = tokens.reduce((total, [input = 0, output = 0]) => total + input * 250 + output * 1_000, 0) / 1e6;
    const args = ['replay', trace, '--prices', pricesFile, '--accounts', '10', '--run', 'short'];

    const first = await credits(...args);
    expect(first.stdout.trim().split('\n').at(-1)).toBe(`replayed ${rows} debits: ${sum} credits, expected ${sum}`);
    expect(first.code).toBe(0);
    const balances = await balancesOf('short', 10);
    expect(balances.reduce((total, available) => total + 5_000 - available, 0)).toBeCloseTo(sum, 6);

    const again = await credits(...args);
    expect(again.code).toBe(0);
    expect(again.stdout.trim().split('\n').slice(-2)).toEqual([
      `${rows} of ${rows} were answered as replays: they changed nothing`,
      `replayed ${rows} debits: ${sum} credits, expected ${sum}`,
    ]);
    expect(await balancesOf('short', 10)).toEqual(balances);
  });

  it('that comes to another sum, or to refusals, exits with 1 and shows both', async () => {
    const trace = join(line.folder, 'tiny.csv');
    writeFileSync(trace, 'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.680,1000,0\n');
    const prices = join(line.folder, 'dearer.json');
    writeFileSync(prices, '{"gpt-4o":{"input_cost_per_token":3e-6,"output_cost_per_token":1e-5}}');
    const args = ['replay', trace, '--accounts', '1', '--run', 'dear'];
    const dear = await credits(...args, '--prices', prices);
    expect(dear.stdout).toContain('replayed 1 debits: 0.25 credits, expected 0.3');
    expect(dear.code).toBe(1);
    writeFileSync(trace, 'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.680,100000000,0\n');
    const tooMuch = await credits(...args, '--prices', pricesFile, '--run', 'much');
    expect(tooMuch.stderr).toContain('insufficient-credits');
    expect(tooMuch.code).toBe(1);
    writeFileSync(trace, 'TIMESTAMP\nnow,1,1\n');
    expectFailure(
      await credits(...args, '--prices', pricesFile),
      'line 2 of the trace is not timestamp, tokens, tokens',
    );
  });

  async function balancesOf(run: string, accounts: number): Promise<readonly number[]> {
    const ids = Array.from({ length: accounts }, (_, index) => `${run}-${String(index + 1).padStart(2, '0')}`);
    return Promise.all(ids.map(async (id) => (await line.service.call('GET', `/accounts/${id}`)).json.available));
  }
});
