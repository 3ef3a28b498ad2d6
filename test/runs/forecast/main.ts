/**
 * `npm run forecast`: holds the forecast's ranges against what came, on the recorded trace and on made-up ways of using
 * credits. It fails where an 80 % range covers less than 70 % or more than 90 %, where more than 5 % abstain though no habit broke, or
 * where "surely" would have been wrong. `--record` writes RECORD.md.
 */
import { writeFileSync } from 'node:fs';
import { commit } from '../bench/commit.ts';
import { markdownTable } from '../bench/markdown-table.ts';
import { aheadHours, type Coverage, faultsOf, patternCoverage, traceCoverage } from './coverage.ts';
import { patterns } from './patterns.ts';
import { traceSeries } from './trace.ts';

const trialsEach = 100;
const traceStrideHours = 17;

const trace = { series: traceSeries(), strideHours: traceStrideHours };
const coverages = [
  traceCoverage('the recorded trace, a second as an hour', trace),
  ...patterns.map((pattern) => patternCoverage(pattern, trialsEach)),
];
const report = tableOf(
  'pattern',
  coverages.filter(({ isBroken }) => !isBroken),
);
const broken = tableOf(
  'a habit that breaks',
  coverages.filter(({ isBroken }) => isBroken),
);
const byAhead = tableOf(
  'the trace, ahead by',
  aheadHours.map((only) => traceCoverage(only < 24 ? `${only} hours` : `${only / 24} days`, { ...trace, only })),
);
console.log(`${report}\n\n${broken}\n\n${byAhead}`);
const faults = coverages.flatMap((coverage) => faultsOf(coverage).map((fault) => `${coverage.name} ${fault}`));
if (process.argv.includes('--record')) writeFileSync(new URL('RECORD.md', import.meta.url), record());
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
}

function tableOf(title: string, of: readonly Coverage[]): string {
  const head = [
    title,
    'forecasts',
    'abstained',
    'covered',
    'below',
    'above',
    'run-out covered',
    '“surely” possible',
    'beyond “surely”',
    'width / likely',
  ];
  return markdownTable(head, of.map(rowOf));
}

function rowOf(coverage: Coverage): readonly string[] {
  const { name, trials, abstained, within, below, above, runOutWithin, sure, beyond, width } = coverage;
  if (trials === abstained) return [name, '0', String(abstained), ...Array.from({ length: 7 }, () => '–')];
  const share = (value: number): string => `${(100 * value).toFixed(1)} %`;
  const shares = [within, below, above, runOutWithin, sure, beyond].map(share);
  return [name, String(trials - abstained), String(abstained), ...shares, width.toFixed(2)];
}

function record(): string {
  return `# How good the forecasts are

\`npm run forecast -- --record\` wrote this on ${new Date().toISOString().slice(0, 10)}, at commit ${commit()}.

Each forecast is made from the hours before an instant, of 14, 28 or 56 days, and looks ahead by 12 hours, 2, 7, 14 or 28 days,
but no further than its history is long. *Covered* is the share in which what was used until then lay within the 80 % range;
*below* and *above* are the others. *Run-out covered* is the share in which a balance of 30 to 90 % of that was empty between
the earliest and the latest instant. *"Surely" possible* is the share in which the history was four times as long as the time
ahead: by a shorter one nothing is called sure, since a job that comes once a month need not be in it. *Beyond "surely"* is the share of these in which more was
used than what "surely" allows for. *Width* is the range's over what is likely, in the median. Bounds: covered 70 to 90 %, both; abstained 5 % at
most; beyond "surely" never.

The patterns are seeded (\`test/runs/forecast/patterns.ts\`), ${trialsEach} histories for each length and look ahead, each by the clock of its own zone. The trace is the one
that \`npm run replay\` charges: it spans 58 minutes, so one second stands for an hour and 3,502 seconds for 146 days. It has no days and
nights, yet its rushes and lulls are those of real requests; its forecasts start every ${traceStrideHours} hours and overlap.

${report}

Where a habit breaks shortly before the forecast, it may abstain ("changed, not foretold"); what it says is held to the same bounds:

${broken}

The bounds are for each pattern as a whole. Looking 28 days ahead, the trace holds but four spans that do not overlap, so that a single long lull decides the share:

${byAhead}
`;
}
