import { readFileSync } from 'node:fs';

const file = new URL('../../../infra/local/data/azure-llm-inference-2023-conv.csv', import.meta.url);
/** The price of gpt-4o by the demonstration's rate card. */
const microcreditsPerToken = { context: 250, generated: 1_000 };

/**
 * The cost of the recorded requests, second by second. They span 58 minutes, far too little for days and weeks: so each second
 * stands for an hour, and the 3,502 of them for 146 days. That has no days and nights, yet the rushes and lulls are real.
 */
export function traceSeries(): readonly number[] {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const series: number[] = [];
  let firstMs: number | undefined;
  for (const line of lines) {
    const [at = '', context = '', generated = ''] = line.split(',');
    const atMs = Date.parse(`${at.slice(0, 23).replace(' ', 'T')}Z`);
    firstMs ??= atMs;
    const second = Math.floor((atMs - firstMs) / 1_000);
    while (series.length <= second) series.push(0);
    const cost = microcreditsPerToken.context * Number(context) + microcreditsPerToken.generated * Number(generated);
    series[second] = (series[second] ?? 0) + cost;
  }
  return series;
}
