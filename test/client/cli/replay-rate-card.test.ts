/** A card replayed from the command line: all accounts added up, the largest change first. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CommandLine, startCommandLine } from '../../support/service/command-line.ts';

let line: CommandLine;
beforeAll(async () => {
  line = await startCommandLine();
});
afterAll(() => line.stop());

it('credits rate-card replay names who pays more and who pays less, and refuses what publishing would', async () => {
  const price = { category: 'ai', credits: 500, per: 1_000_000, unit: 'token' };
  const skus = ['ai.gpt-4o.input-token', 'ai.gpt-4o.output-token'];
  const file = join(mkdtempSync(join(tmpdir(), 'card-')), 'card.json');
  writeFileSync(file, JSON.stringify({ version: 'before', prices: skus.map((sku) => ({ sku, ...price })) }));
  for (const [index, account] of ['acme', 'globex'].entries()) {
    await line.service.open(account);
    const usage = [{ sku: skus[index], quantity: 1_000_000 }];
    await line.service.call('POST', `/accounts/${account}/debits`, { key: 'a', body: { usage } });
  }
  await line.service.consumed();

  const args = ['rate-card', 'replay', file, '--cycle', 'present', '--card-version'];
  const { code, stdout } = await line.credits(...args, 'draft');
  expect(code).toBe(0);
  expect(stdout).toMatch(/pay more\n.*\nacme +250 +500 +250\n/);
  expect(stdout).toMatch(/pay less\n.*\nglobex +1000 +500 +-500\n/);
  expect(stdout).toMatch(/accounts: 1250 before, 1000 after\n$/);

  expect(await line.credits(...args, '2026-11-01')).toMatchObject({ code: 1, stdout: '' });
});
