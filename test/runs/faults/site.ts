import { setTimeout as sleep } from 'node:timers/promises';
import { defaultEngine, startEngine } from '../../../infra/local/engine.ts';
import { localClient } from '../../../infra/local/local-table.ts';
import { createDynamoTable } from '../../../shared/storage/dynamo-table.ts';
import { startTestService } from '../../support/service/service.ts';
import type { Act } from './act.ts';
import { catalogueActs } from './catalogue-acts.ts';
import { jobActs } from './job-acts.ts';
import { type Outside, startOutside } from './outside.ts';
import { quarantineActs } from './quarantine-acts.ts';
import { routeActs } from './route-acts.ts';
import type { Run } from './run-act.ts';
import { startWorker } from './worker-process.ts';

/** Everything that changes something. */
export const acts: readonly Act[] = [...routeActs, ...catalogueActs, ...quarantineActs, ...jobActs];

/** `cacheFolder` is where processes keep compiled code. */
export async function startSite(
  cacheFolder: string,
): Promise<{ readonly newRun: () => Promise<Run>; readonly engineName: string; readonly stop: () => Promise<void> }> {
  const engineName = defaultEngine();
  const { endpoint, stop: stopEngine } = await startEngine({ name: engineName });
  const service = await startTestService({ engine: { endpoint }, hasSchedules: false });
  const outsides: Outside[] = [];
  const client = localClient(endpoint);
  const table = createDynamoTable({ tableName: 'credits', client, sleep: (ms) => sleep(ms) });
  let names = 0;
  const newName = (): string => {
    names += 1;
    return `faulty-${names}`;
  };
  return {
    engineName,
    newRun: async () => {
      const outside = await startOutside();
      outsides.push(outside);
      return {
        site: { engine: endpoint, table, service, outside, newName },
        startWorker: (engine) => startWorker({ engine, outsideUrl: outside.url, cacheFolder }),
      };
    },
    stop: async () => {
      client.destroy();
      for (const outside of outsides) await outside.stop();
      await service.stop();
      await stopEngine();
    },
  };
}
