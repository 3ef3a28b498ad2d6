/** `npm run differential`: is the table that the simulator runs on like a real one, as far as the store interface shows? */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { defaultEngine, engineNames, startEngine } from '../../../../infra/local/engine.ts';
import { createLocalTable, localClient } from '../../../../infra/local/local-table.ts';
import { createDynamoTable } from '../../../../shared/storage/dynamo-table.ts';
import { compareTables } from './compare.ts';
import { writeRecord } from './record.ts';

const usage = `Usage: npm run differential -- [options]
  --sequences <n>  random sequences to play, 1000 when left out
  --seed <n>       the first of them, 1 when left out
  --engine <name>  ${engineNames.join(' or ')}; dynoxide where it is installed when left out
  --record         write what came out to test/runs/simulation/DIFFERENTIAL.md
  DYNAMODB_ENDPOINT another engine's address, instead of an embedded one; --engine then says what it is called. DynamoDB Local
                   needs Java 17 and its archive from AWS
                   (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html), and is started by
                   java -Djava.library.path=./DynamoDBLocal_lib -jar DynamoDBLocal.jar -inMemory -port 8000; or it is Maven's
                   com.amazonaws:DynamoDBLocal with all it depends on in one folder, and is started there by
                   java -Dsqlite4java.library.path=. -cp '*' com.amazonaws.services.dynamodbv2.local.main.ServerRunner -inMemory -port 8000`;

const sequencesAtOnce = 8;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      sequences: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      engine: { type: 'string' },
      record: { type: 'boolean', default: false },
    },
  });
  const sequences = whole('--sequences', values.sequences);
  const firstSeed = whole('--seed', values.seed);
  const engine = await engineToCompare(values.engine);
  const client = localClient(engine.endpoint);
  try {
    const tableName = `differential-${process.pid}`;
    await createLocalTable(engine.endpoint, tableName);
    const table = createDynamoTable({ tableName, client, sleep: (ms) => sleep(ms) });
    const startedMs = performance.now();
    const comparison = await compareTables({ table, firstSeed, sequences, atOnce: sequencesAtOnce });
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    for (const [kind, count] of [...comparison.answers].toSorted()) console.log(`${kind}: ${count}`);
    for (const difference of comparison.differences) console.error(difference);
    console.log(
      `${sequences} sequences of ${comparison.steps} steps over ${engine.name} in ${seconds} seconds: ${comparison.differences.length} differences`,
    );
    if (values.record) writeRecord({ comparison, engine: engine.name, firstSeed, seconds });
    return comparison.differences.length === 0 ? 0 : 1;
  } finally {
    client.destroy();
    await engine.stop();
  }
}

async function engineToCompare(
  called: string | undefined,
): Promise<{ readonly name: string; readonly endpoint: string; readonly stop: () => Promise<void> }> {
  const endpoint = process.env['DYNAMODB_ENDPOINT'];
  if (endpoint !== undefined) return { name: called ?? 'another engine', endpoint, stop: async () => {} };
  const name = engineNames.find((each) => each === (called ?? defaultEngine()));
  if (name === undefined) throw new TypeError(`--engine takes ${engineNames.join(' or ')}`);
  return startEngine({ name });
}

function whole(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new TypeError(`${option} takes a whole number above 0`);
  return value;
}

// Ending by `exit` ends the engine too; a signal's default would leave it behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
try {
  process.exitCode = await main();
} catch (cause) {
  console.error(`${cause instanceof Error ? cause.message : cause}\n\n${usage}`);
  process.exitCode = 2;
}
