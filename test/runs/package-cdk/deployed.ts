/** Deploys the installed library into an emulator of AWS, beside a table and a bus that are there already, and lives through a day. */
import { equal } from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callJson } from '../e2e/aws-json.ts';
import { createDeployer } from '../e2e/deployment.ts';
import { emulatorCommand, freePort, operatorKeys, startEmulator } from '../e2e/emulator.ts';
import { hear, listen } from '../e2e/events.ts';
import { firstRequests, open, type Service, spend } from '../e2e/journey.ts';
import type { Recorder } from '../e2e/record.ts';

const platformApp = fileURLToPath(new URL('platform-app.ts', import.meta.url));
const cycleEndsInMs = 3_600_000;

/** An app of its own, which knows of the platform by what it is told. */
const libraryApp = `const { App } = require('aws-cdk-lib');
const { CreditsStage, stages } = require('credits-ledger-cdk');

const app = new App();
const existingTable = { name: process.env.PLATFORM_TABLE, streamArn: process.env.PLATFORM_STREAM };
const stage = { ...stages.dev, existingTable, existingEventBus: 'platform', without: ['dashboard'] };
new CreditsStage(app, 'credits-dev', { stage, isLocal: true });
app.synth();
`;

/** Answers each step with what was seen; the first that fails throws. `installed` is where the tarball is. */
export async function deployInstalled(installed: string): Promise<readonly string[]> {
  emulatorCommand();
  const folder = join(installed, 'deployed');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'commonjs' }));
  writeFileSync(join(folder, 'app.js'), libraryApp);
  const port = await freePort();
  const emulator = await startEmulator({ folder, port });
  const { steps, recorder } = remember();
  try {
    const platform = createDeployer({ emulator, folder });
    await recorder.step('A platform with a table and a bus', async () => {
      await platform.bootstrap();
      return 'deployed';
    });
    const { platform: { TableName = '', StreamArn = '' } = {} } = await platform.deployApp(platformApp, 'platform');
    const env = { PLATFORM_TABLE: TableName, PLATFORM_STREAM: StreamArn };
    const { 'credits-dev-api': { ApiUrl = '' } = {} } = await createDeployer({ emulator, folder, env }).deployApp(
      'app.js',
      'credits-dev/*',
      folder,
    );
    const keys = operatorKeys(port);
    const host = `${new URL(ApiUrl).hostname.split('.')[0]}.execute-api.localhost:${port}`;
    const target = { emulator, host, service: 'execute-api' };
    const service: Service = { emulator, tableName: TableName, keys, operator: keys, target };
    await recorder.step('The library, from its tarball', () => onlyPlatforms(service, TableName));
    await firstRequests(service, recorder);
    const events = await listen(service, 'platform');
    await open(service, 'acme', cycleEndsInMs);
    await spend(service, recorder, { isSlow: false });
    await hear(service, events, recorder);
  } finally {
    await emulator.stop();
  }
  return steps;
}

/** Asks what tables and buses there are. */
async function onlyPlatforms(service: Service, tableName: string): Promise<string> {
  const tables = await callJson(service, { service: 'dynamodb', action: 'ListTables' }, {});
  equal(JSON.stringify(tables.json.TableNames), JSON.stringify([tableName]));
  const buses = await callJson(service, { service: 'events', action: 'ListEventBuses' }, {});
  const names = buses.json.EventBuses.map(({ Name }: { readonly Name: string }) => Name).toSorted();
  equal(JSON.stringify(names), JSON.stringify(['default', 'platform']));
  return 'deployed beside them: no other table, no other bus';
}

function remember(): { readonly steps: readonly string[]; readonly recorder: Recorder } {
  const steps: string[] = [];
  const step = async (title: string, run: () => Promise<string>): Promise<void> => {
    steps.push(`- ${title}: ${await run()}`);
    console.log(steps.at(-1));
  };
  return { steps, recorder: { step, part: () => undefined, save: () => undefined } };
}
