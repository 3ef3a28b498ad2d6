/**
 * `npm run test:python`: builds the wheel, installs it into an empty environment, checks its types, and runs its tests over a
 * local service, a gateway that reckons signatures anew, and a model of this machine. Needs Python 3.10 or later; says so.
 * Arguments go to pytest.
 */
import '../../infra/local/quiet.ts';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWheel, python } from '../../infra/package/build-wheel.ts';
import { startLocalModel } from '../adapters/local-model.ts';
import { startVerifyingGateway, tryKey } from '../runs/package/verifying-gateway.ts';
import { startTestService } from '../support/service/service.ts';
import { writeFixtures } from './write-fixtures.ts';

const tests = new URL('.', import.meta.url).pathname;
const needed = ['pytest', 'mypy', 'boto3', 'openai', 'anthropic', 'litellm', 'fastapi'];

async function main(): Promise<number> {
  const program = python();
  if (program === undefined) return 2;
  const folder = mkdtempSync(join(tmpdir(), 'credits-python-'));
  try {
    const wheel = buildWheel(program, folder);
    const environment = join(folder, 'environment');
    execFileSync(program, ['-m', 'venv', environment]);
    const own = join(environment, 'bin/python');
    execFileSync(own, ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', `${wheel}[aws]`, ...needed], {
      stdio: 'inherit',
    });
    execFileSync(own, ['-m', 'mypy', '--strict', '-p', 'credits_ledger'], { stdio: 'inherit', cwd: folder });
    return await tested(own, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tested(program: string, folder: string): Promise<number> {
  const fixtures = join(folder, 'fixtures.json');
  writeFixtures(fixtures);
  const service = await startTestService({ hasSchedules: false });
  const gateway = await startVerifyingGateway(service.url);
  const model = await startLocalModel();
  try {
    const child = spawn(program, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', tests, ...process.argv.slice(2)], {
      cwd: folder,
      stdio: 'inherit',
      env: {
        ...process.env,
        PYTHONDONTWRITEBYTECODE: '1',
        CREDITS_URL: service.url,
        CREDITS_SIGNED_URL: gateway.url,
        SIGNING_KEY: tryKey.accessKeyId,
        SIGNING_SECRET: tryKey.secretAccessKey,
        MODEL_URL: model.url,
        FIXTURES: fixtures,
        // Its price map is not asked for over the network.
        LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      },
    });
    const [code] = await once(child, 'exit');
    const { right, wrong } = gateway.counts;
    console.log(`${right} requests with a right signature, ${wrong} without`);
    return code === 0 && right > 0 && wrong === 0 ? 0 : 1;
  } finally {
    await model.stop();
    await gateway.stop();
    await service.stop();
  }
}

process.exitCode = await main();
