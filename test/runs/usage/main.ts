/**
 * `npm run usage -- [--source queue|fifo|rule|cloudevents|bedrock-files|…] [--events 1000000] [--kills 100] [--seed N]`: events of usage in virtual time through the deployed worker,
 * 1 % of them doubled, 1 % late, 0.1 % such as nobody can charge, while the worker is killed. Prints what came of them, and fails unless each was
 * charged once, all sums are equal, and what can't be charged was put aside. `--trace` charges the recorded trace in each way instead, and fails
 * unless all come to the same sums.
 */
import { parseArgs } from 'node:util';
import { namesOf } from '../../../shared/domain/present.ts';
import { bedrockCallers } from './bedrock-sources.ts';
import { runCampaign } from './campaign.ts';
import { traceSums } from './recorded-trace.ts';
import { sources } from './sources.ts';

process.env['LOG_LEVEL'] = 'SILENT';
process.env['METRICS_DISABLED'] = 'true';
process.env['BEDROCK_CALLERS'] = JSON.stringify(bedrockCallers);

const { values } = parseArgs({
  options: {
    source: { type: 'string', default: 'all' },
    events: { type: 'string', default: '1000000' },
    kills: { type: 'string', default: '100' },
    batch: { type: 'string', default: '500' },
    accounts: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
  },
});
if (values.trace) {
  const sums = await traceSums();
  console.log(JSON.stringify(sums));
  if (new Set(Object.values(sums).map((each) => JSON.stringify(each))).size > 1) process.exitCode = 1;
}
for (const name of values.trace ? [] : namesOf(sources)) {
  if (values.source !== 'all' && values.source !== name) continue;
  const result = await runCampaign({
    events: Number(values.events),
    accounts: Number(values.accounts),
    kills: Number(values.kills),
    batchSize: Number(values.batch),
    seed: Number(values.seed),
    messagesOf: sources[name],
  });
  console.log(name, JSON.stringify({ ...result, faults: result.faults.slice(0, 10) }));
  if (result.faults.length > 0) process.exitCode = 1;
}
