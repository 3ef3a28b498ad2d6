/**
 * Ledgers are kept for ever and chained by their hashes, so the same requests have to give the same entries, refusals and
 * views in every version to come. Each history's steps are recorded as digests; a difference says at which step it begins.
 * Where a rule was changed on purpose: `RECORD=1 npx vitest run --config test/vitest.config.ts test/domain/recorded-histories`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { tellHistory } from '../support/builders/varied-history.ts';

const file = new URL('./recorded-histories.json', import.meta.url);
const seeds = Array.from({ length: 24 }, (_, index) => index + 1);

if (process.env['RECORD'] !== undefined) {
  const told = Object.fromEntries(seeds.map((seed) => [seed, tellHistory(seed).digests.join(' ')]));
  writeFileSync(file, `${JSON.stringify(told, null, 2)}\n`);
}

const recording: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'));

it.each(seeds)('history %d gives the entries, refusals and views that it always gave', (seed) => {
  const { digests, texts } = tellHistory(seed);
  const before = recording[seed]?.split(' ') ?? [];

  const first = digests.findIndex((digest, index) => digest !== before[index]);

  expect(first === -1 ? 'as recorded' : `step ${first}: ${texts[first]}`).toBe('as recorded');
  expect(digests).toHaveLength(before.length);
});

it('the histories have every kind of decision in them', () => {
  const texts = seeds.flatMap((seed) => tellHistory(seed).texts).join('\n');
  const kinds = new Set([...texts.matchAll(/"(?:type|reason|kind|decision)":"([a-z-]+)"/g)].map(([, kind]) => kind));

  for (const kind of [
    ...[
      'grant',
      'debit',
      'accrual',
      'hold',
      'extension',
      'capture',
      'release',
      'hold-expiry',
      'reversal',
      'correction',
    ],
    ...['refund', 'chargeback', 'expiry', 'notice', 'waiver', 'plan-change', 'limit', 'standing-usage', 'auto-top-up'],
    ...['closure', 'insufficient-credits', 'limit-reached', 'hold-expired', 'hold-settled', 'account-closed'],
  ])
    expect([...kinds], kind).toContain(kind);
});
