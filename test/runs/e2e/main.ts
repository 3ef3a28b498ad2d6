/**
 * `npm run e2e`: deploys the service for real into an emulator of AWS and lives through a customer's days: as it comes,
 * with authorization enforced, and with all that is optional. It needs MiniStack beside what npm installs (`pip install ministack==1.5.33 cryptography==50.0.2`),
 * and about ten minutes.
 */
import { deepStrictEqual } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { present } from '../../../shared/domain/present.ts';
import { type Certificate, makeCertificate } from './certificate.ts';
import { copyProject } from './copy.ts';
import { createDeployer, type Deployer, type Outputs } from './deployment.ts';
import { type Emulator, emulatorCommand, freePort, operatorKeys, startEmulator } from './emulator.ts';
import { asWorkload, refusals, trespassing } from './enforced.ts';
import { hear, listen } from './events.ts';
import { holdAndCapture } from './hold.ts';
import { holdCopy } from './hold-copy.ts';
import { awaitRenewal, firstRequests, open, replay, type Service, send, spend } from './journey.ts';
import { liveAhead } from './live-ahead.ts';
import { ringLowBalance } from './low-balance.ts';
import { askForAll, callWithKey, optionalIn, sendUsage } from './optional.ts';
import { readAsPerson } from './person.ts';
import { createRecorder } from './record.ts';
import { redeployOne } from './redeploy.ts';

const cycleEndsInMs = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'credits-e2e-'));
const recorder = createRecorder();
const { step } = recorder;
/** `plain`, `enforced` or `optional` runs that part alone, and keeps no record. */
const only = process.argv[2];
const parts = [
  { name: 'plain', title: 'As it comes', live: asItComes },
  { name: 'enforced', title: 'With authorization enforced', live: enforce },
  { name: 'optional', title: 'With all that is optional', live: withOptionalParts },
] as const;
let emulator: Emulator | undefined;

try {
  emulatorCommand();
  for (const { name, title, live } of parts) {
    if (only !== undefined && only !== name) continue;
    recorder.part(title);
    await live();
    await emulator?.stop();
  }
  rmSync(folder, { recursive: true, force: true });
} catch (cause) {
  console.error(cause);
  console.error(`Logs: ${folder}`);
  process.exitCode = 1;
} finally {
  if (only === undefined) recorder.save();
  await emulator?.stop();
}

async function asItComes(): Promise<void> {
  const { service, deployer, outputs, home } = await deploy('plain');
  await firstRequests(service, recorder);
  const events = await listen(service, outputs.busName);
  const endMs = await open(service, 'acme', cycleEndsInMs);
  const first = await spend(service, recorder, { isSlow: false });
  await hear(service, events, recorder);
  await holdAndCapture(service, recorder);
  await readAsPerson(service, outputs, recorder);
  await redeployOne(service, { deployer, folder: home }, recorder);
  await ringLowBalance(service, deployer, recorder);
  await step('A schedule fires and the cycle rolls over', () => awaitRenewal(service, 'acme', endMs));
  await restart(service, { home, first });
}

/** Over TLS, and every call held against the policies of whoever makes it: the functions' roles, and a workload's user. */
async function enforce(): Promise<void> {
  const certificate = makeCertificate(folder);
  const { service, deployer, outputs, home } = await deploy('enforced', { certificate });
  await firstRequests(service, recorder);
  const workload = await asWorkload(service, outputs);
  const events = await listen(service, outputs.busName);
  const endMs = await open(workload, 'acme', cycleEndsInMs);
  await spend(workload, recorder, { isSlow: true });
  await hear(service, events, recorder);
  await holdAndCapture(workload, recorder);
  await refusals(workload, recorder);
  await step('A schedule fires and the cycle rolls over', () => awaitRenewal(workload, 'acme', endMs));
  await trespassing(service, { deployer, folder: home }, recorder);
}

async function withOptionalParts(): Promise<void> {
  const copy = copyProject(join(folder, 'all'));
  askForAll(copy);
  const { service, deployer } = await deploy('optional', { from: copy });
  const optional = optionalIn(deployer.outputs(), service.emulator.port);
  await firstRequests(service, recorder);
  await open(service, 'acme', cycleEndsInMs * 30);
  await callWithKey(service, optional, recorder);
  await sendUsage(service, optional, recorder);
  await liveAhead(service, recorder);
  await holdCopy(service, optional, recorder);
}

interface Deployment {
  readonly service: Service;
  readonly deployer: Deployer;
  readonly outputs: Outputs;
  readonly home: string;
}

async function deploy(
  name: string,
  { certificate, from }: { readonly certificate?: Certificate; readonly from?: string } = {},
): Promise<Deployment> {
  const home = join(folder, name);
  mkdirSync(home);
  const port = await freePort();
  const started = await startEmulator({ folder: home, port, ...present({ certificate }) });
  emulator = started;
  const deployer = createDeployer({
    emulator: started,
    folder: home,
    ...(certificate && { env: certificate.clientEnv }),
  });
  await step('Bootstrap', async () => {
    await deployer.bootstrap();
    return 'the toolkit stack';
  });
  const found: Outputs[] = [];
  await step('Deploy', async () => {
    found.push(await deployer.deploy('credits-dev/*', from));
    const names = deployer.stacks().map((stack) => `\`${stack}\``);
    return names.join(', ');
  });
  const [outputs] = found;
  if (outputs === undefined) throw new TypeError('nothing was deployed');
  const keys = operatorKeys(port);
  const host = `${outputs.apiId}.execute-api.localhost:${port}`;
  const target = { emulator: started, host, service: 'execute-api', ...(certificate && { ca: certificate.pem }) };
  return {
    service: { emulator: started, tableName: outputs.tableName, keys, operator: keys, target },
    deployer,
    outputs,
    home,
  };
}

async function restart(
  service: Service,
  { home, first }: { readonly home: string; readonly first: string },
): Promise<void> {
  const endMs = await open(service, 'globex', cycleEndsInMs);
  const before = await send(service, 'GET', '/accounts/acme');
  await step('Restart', async () => {
    await service.emulator.stop();
    emulator = await startEmulator({ folder: home, port: service.emulator.port });
    const after = await send(service, 'GET', '/accounts/acme');
    deepStrictEqual([after.status, after.text], [200, before.text]);
    await replay(service, first);
    return 'the same balance, and the debit’s first answer byte for byte';
  });
  await step('The schedules go on', () => awaitRenewal(service, 'globex', endMs));
}
