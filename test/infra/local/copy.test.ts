/** `npm start -- --copy <folder>` and the operator's tools on that folder: what a deployment does with its bucket, to be tried. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localSdkClient } from '../../../infra/local/local-table.ts';
import { type LocalService, startLocalService, tableName } from '../../../infra/local/service.ts';
import { objectsAt } from '../../../infra/restore/copied-objects.ts';
import { restoredTable } from '../../../infra/restore/restored-table.ts';
import { accountKey } from '../../../shared/storage/table-keys.ts';
import { runProgram } from '../../support/processes/program.ts';

const program = (name: string): string => fileURLToPath(new URL(`../../../infra/restore/${name}`, import.meta.url));
const [verify, rebuild] = [program('verify-main.ts'), program('rebuild-main.ts')];
let folder: string;
let service: LocalService;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'credits-copy-'));
  service = await startLocalService({ port: 0, engine: 'dynalite', copyDir: folder });
}, 60_000);

afterEach(async () => {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('every entry is in the folder, proves itself there, and brings back an account that the table lost', async () => {
  const before = await spend(60);
  expect(await names()).not.toEqual([]);
  const from = ['--from', folder];
  const environment = {
    ...{ TABLE_NAME: tableName, DYNAMODB_ENDPOINT: service.engine.endpoint },
    ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
  };
  const lastLine = async (main: string, env: Readonly<Record<string, string>> = {}) => {
    const { code, stdout, stderr } = await runProgram(main, from, env);
    return { code, stderr, told: JSON.parse(stdout.trim().split('\n').at(-1) ?? '') };
  };

  expect(await lastLine(verify)).toEqual({
    code: 0,
    stderr: '',
    told: { accounts: 1, sound: 1, behind: 0, entries: 61 },
  });
  expect(await lastLine(verify, environment)).toMatchObject({ code: 0, told: { sound: 1, behind: 0 } });

  const client = localSdkClient(service.engine.endpoint);
  await restoredTable(client, { tableName }).remove([accountKey('demo')]);
  client.destroy();
  expect(await lastLine(verify, environment)).toMatchObject({ code: 1, told: { sound: 0 } });
  expect(await lastLine(rebuild, environment)).toMatchObject({ code: 0, stderr: '', told: { rebuilt: 1 } });
  expect(await lastLine(verify, environment)).toMatchObject({ code: 0, told: { sound: 1 } });

  const after = await fetch(`${service.url}/accounts/demo/ledger?limit=100`).then((response) => response.json());
  expect(after).toEqual(before);
}, 120_000);

async function spend(debits: number): Promise<unknown> {
  for (let n = 0; n < debits; n += 1) {
    const { status } = await fetch(`${service.url}/accounts/demo/debits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `debit-${n}` },
      body: JSON.stringify({ credits: 1, category: 'ai' }),
    });
    expect(status).toBe(201);
  }
  await service.consumed();
  return fetch(`${service.url}/accounts/demo/ledger?limit=100`).then((response) => response.json());
}

async function names(): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const name of objectsAt(folder).list('ledgers/')) found.push(name);
  return found;
}
