/** The options of the fuzzer's command line. */
import { parseArgs } from 'node:util';

const usage = `Usage: npm run fuzz -- [options]
  --max-examples <n>  test cases per operation and phase, 50 when left out
  --seed <n>          the first caller's; each further run has the next. 20261101 when left out
  --requests <n>      begin again with the next seeds until so many requests are answered; once when left out
  --seconds <n>       the most that one caller's run may take, 300 when left out
  --record            write what came out to test/runs/fuzz/RECORD.md`;

export const missing = `Schemathesis 4 is needed, a Python program:

  pip install schemathesis

and then \`st\` on the PATH, or SCHEMATHESIS=<path of st>.`;

export const runsMax = 100;

export interface Options {
  readonly maxExamples: number;
  readonly seed: number;
  readonly requests: number;
  readonly secondsMax: number;
  readonly isRecorded: boolean;
}

/** Undefined when they aren't as the usage says, which has then been said. */
export function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: {
        'max-examples': { type: 'string', default: '50' },
        seed: { type: 'string', default: '20261101' },
        requests: { type: 'string', default: '1' },
        seconds: { type: 'string', default: '300' },
        record: { type: 'boolean', default: false },
      },
    });
    const maxExamples = whole('--max-examples', values['max-examples']);
    const seed = whole('--seed', values.seed);
    const [requests, secondsMax] = [whole('--requests', values.requests), whole('--seconds', values.seconds)];
    return { maxExamples, seed, requests, secondsMax, isRecorded: values.record };
  } catch (cause) {
    console.error(`${cause instanceof Error ? cause.message : cause}\n\n${usage}`);
    return undefined;
  }
}

function whole(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new TypeError(`${option} takes a whole number above 0`);
  return value;
}
