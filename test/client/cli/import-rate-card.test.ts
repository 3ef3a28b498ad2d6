/** An import of prices: what it changes, shows and refuses. */
import { writeFileSync } from 'node:fs';
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

const pricesFile = 'infra/local/data/model-prices.json';

describe('credits rate-card import', () => {
  const terms = ['--usd-per-credit', '0.005', '--markup', '1.5', '--models', 'gpt-4o'];

  it('publishes list prices × markup ÷ dollars per credit, and shows them first when asked', async () => {
    const args = ['rate-card', 'import', pricesFile, ...terms, '--card-version', 'imported'];
    const dry = await credits(...args, '--dry-run');
    // 2.5e-6 and 1e-5 dollars a token, by 1.5, at half a cent a credit.
    expect(dry.stdout).toMatch(/^ai\.gpt-4o\.input-token +750 +1000000 +token +250 per 1000000$/m);
    expect(dry.stdout).toMatch(/^ai\.gpt-4o\.output-token +3000 +1000000 +token +1000 per 1000000$/m);
    expect(dry.stdout).toMatch(/^0 new, 3 changed, 0 gone, \d+ as before; /m);
    expect((await line.service.call('GET', '/rate-cards/imported')).status).toBe(404);
    const done = await credits(...args);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toMatch(
      /^published imported with 3 prices, 0 left out: 0 new, 3 changed, 0 gone, \d+ as before/m,
    );
    expect(done.stdout).toMatch(/^ai\.gpt-4o\.input-token +750 .*\n(.*\n)+published /m);
    const card = await line.service.call('GET', '/rate-cards/imported');
    expect(card.json.prices).toContainEqual({
      sku: 'ai.gpt-4o.output-token',
      category: 'ai',
      credits: 3000,
      per: 1_000_000,
      unit: 'token',
    });
  });

  it('keeps what the map doesn’t name, until it is told to replace the card, and publishes nothing that is the same', async () => {
    const args = ['rate-card', 'import', pricesFile, '--usd-per-credit', '0.01', '--card-version'];
    const backup = async (): Promise<number> => {
      line.service.clock.moveTo(line.service.clock.nowMs() + 180_000);
      const usage = [{ sku: 'infrastructure.backup.gb', quantity: 10 }];
      return (await line.service.call('POST', '/quotes', { body: { usage } })).status;
    };

    const kept = await credits(...args, 'kept', '--models', 'gpt-4o');
    expect(kept.stdout).toContain(' 0 gone, ');
    expect(await backup()).toBe(200);
    const again = await credits(...args, 'again', '--models', 'gpt-4o');
    expect(again).toEqual({ code: 0, stderr: '', stdout: 'nothing changed: nothing published\n' });
    const dry = await credits(...args, 'bare', '--models', 'gpt-4o', '--replace', '--dry-run');
    expect(dry.stdout).toMatch(/^infrastructure\.backup\.gb +2 +100 +GB$/m);
    expect(await backup()).toBe(200);
    const bare = await credits(...args, 'bare', '--models', 'gpt-4o', '--replace');
    expect(bare.stdout).toMatch(/: 0 new, 0 changed, \d+ gone, 3 as before/);
    expect(await backup()).toBe(422);
    await credits(...args, 'whole');
  });

  it('names prices that are nothing, and what a model was meant to be', async () => {
    const map = join(line.folder, 'map.json');
    writeFileSync(
      map,
      JSON.stringify({ 'embed-1': { input_cost_per_token: 1e-7, output_cost_per_token: 0 }, odd: { odd_cost: 1 } }),
    );
    const args = ['rate-card', 'import', map, '--usd-per-credit', '0.01', '--card-version', 'free'];

    const dry = await credits(...args, '--dry-run');
    expect(dry.stdout).toContain('free of charge: ai.embed-1.output-token\n');
    expect(dry.stderr).toContain('left out: ai.odd: odd_cost is of no kind that is known');
    expectFailure(await credits(...args, '--models', 'embed1'), 'not in the map: embed1 (did you mean embed-1');
  });

  it('names what it can’t take', async () => {
    const importing = (file: string, usdPerCredit: string, version: string): Promise<ProgramEnd> =>
      credits('rate-card', 'import', file, '--usd-per-credit', usdPerCredit, '--card-version', version);
    const [taken, free, missing] = await Promise.all([
      importing(pricesFile, '1', 'imported'),
      importing(pricesFile, '0', 'other'),
      importing('none.json', '1', 'other'),
    ]);
    // What would change was shown before it was asked for.
    expectFailure({ ...taken, stdout: '' }, 'version-exists', 1);
    expect(taken.stdout).toMatch(/^71 new$/m);
    expectFailure(free, 'It must be a number above 0.');
    expectFailure(missing, "no such file or directory, open 'none.json'");
  });
});
