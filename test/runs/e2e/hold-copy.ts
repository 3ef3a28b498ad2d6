/** The second copy of ledgers, as an operator verifies it. */

import { equal } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import { projectRoot } from './deployment.ts';
import { region } from './emulator.ts';
import type { Service } from './journey.ts';
import { type Optional, project } from './optional.ts';
import type { Recorder } from './record.ts';

const triesMax = 60;
const pauseMs = 1_000;

/** By the operator's own command, held against itself by its hashes and against the table. */
export async function holdCopy(service: Service, { bucket }: Optional, { step }: Recorder): Promise<void> {
  await step('The second copy is held against the table, for each project', async () => {
    const seen = [await soundCopy(service, bucket), await soundCopy(service, bucket, project)];
    return seen.map(({ accounts, entries }) => `${accounts} accounts, ${entries} entries`).join('; ');
  });
}

const totals = z.object({ accounts: z.number(), sound: z.number(), behind: z.number(), entries: z.number() });

async function soundCopy(service: Service, bucket: string, of?: string): Promise<z.infer<typeof totals>> {
  const { emulator, operator, tableName } = service;
  const env = {
    ...process.env,
    ...(of === undefined ? {} : { PROJECT: of, PROJECTS: `${project}:test` }),
    AWS_ENDPOINT_URL: emulator.endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: operator.accessKeyId,
    AWS_SECRET_ACCESS_KEY: operator.secretAccessKey,
    TABLE_NAME: tableName,
  };
  for (let tries = 1; ; tries += 1) {
    const args = ['infra/restore/verify-main.ts', '--from', `s3://${bucket}`];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: projectRoot, env });
    const found = totals.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
    // What is copied comes by the stream.
    if (found.accounts > 0 && found.behind === 0) {
      equal(found.sound, found.accounts, stdout);
      return found;
    }
    if (tries === triesMax) throw new Error(`the copy is behind: ${stdout}`);
    await sleep(pauseMs);
  }
}
