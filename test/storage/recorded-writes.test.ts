/**
 * The calls that a request makes stay as they always were: items are kept for ever, and every call costs. Runs
 * are recorded as digests of their calls and answers, with writes and replies lost on the way.
 * Where it was changed on purpose: `RECORD=1 npx vitest run --config test/vitest.config.ts test/storage/recorded-writes`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { digest } from '../support/builders/told-values.ts';
import { runStore } from '../support/builders/varied-store-run.ts';

const file = new URL('./recorded-writes.json', import.meta.url);
const seeds = Array.from({ length: 16 }, (_, index) => index + 1);

if (process.env['RECORD'] !== undefined) {
  const runs = await Promise.all(seeds.map(runStore));
  const lines = runs.map((texts, index) => [seeds[index], texts.map((text) => digest(text).slice(0, 4)).join(' ')]);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(lines), null, 2)}\n`);
}

const recording: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'));

it.each(seeds)('run %d makes the calls and gives the answers that it always did', async (seed) => {
  const texts = await runStore(seed);
  const before = recording[seed]?.split(' ') ?? [];

  const first = texts.findIndex((text, index) => digest(text).slice(0, 4) !== before[index]);

  expect(first === -1 ? 'as recorded' : `${first}: ${texts[first]}`).toBe('as recorded');
  expect(texts).toHaveLength(before.length);
});
