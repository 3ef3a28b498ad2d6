import { deepStrictEqual, equal } from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from './caller.ts';
import { copyProject } from './copy.ts';
import type { Deployer } from './deployment.ts';
import { region } from './emulator.ts';
import type { Service } from './journey.ts';
import type { Recorder } from './record.ts';

const changed = 'functions/api/read-problem.ts';

/** Deploys a copy of the project in which one handler differs, and looks which functions got new code. */
export async function redeployOne(
  service: Service,
  { deployer, folder }: { readonly deployer: Deployer; readonly folder: string },
  { step }: Recorder,
): Promise<void> {
  await step('Deploy again with one handler changed', async () => {
    const copy = copyProject(join(folder, 'copy'));
    appendFileSync(join(copy, changed), "\nconsole.debug('changed');\n");
    const before = await hashes(service);
    await deployer.deploy('credits-dev/*', copy);
    const after = await hashes(service);
    const renewed = Object.keys(after).filter((name) => after[name] !== before[name]);
    deepStrictEqual(Object.keys(after).toSorted(), Object.keys(before).toSorted());
    equal(renewed.length, 1, renewed.join(', '));
    equal((await call(service.target, 'GET', '/problems/unavailable')).status, 200);
    return `1 of ${Object.keys(after).length} functions got new code, and answers`;
  });
}

async function hashes({ target, keys }: Service): Promise<Readonly<Record<string, string>>> {
  const { json, text, status } = await call(
    { ...target, host: `lambda.${region}.amazonaws.com`, service: 'lambda' },
    'GET',
    '/2015-03-31/functions/?MaxItems=200',
    { keys },
  );
  equal(status, 200, text);
  const functions: readonly { readonly FunctionName: string; readonly CodeSha256: string }[] = json.Functions;
  return Object.fromEntries(
    functions
      .filter(({ FunctionName }) => FunctionName.startsWith('credits-'))
      .map((each) => [each.FunctionName, each.CodeSha256]),
  );
}
