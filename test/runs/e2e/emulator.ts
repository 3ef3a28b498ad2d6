/** MiniStack, an emulator of AWS that runs real Lambdas: started on loopback alone, and ended with everything it started. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Certificate } from './certificate.ts';

export interface Emulator {
  readonly endpoint: string;
  readonly port: number;
  stop(): Promise<void>;
}

export interface EmulatorOptions {
  /** Everything that it keeps. Started again on the same folder, it goes on where it was. */
  readonly folder: string;
  readonly port: number;
  /** With a certificate it speaks TLS and holds every call against the caller's policies. */
  readonly certificate?: Certificate;
}

export const region = 'eu-west-1';
export const account = '000000000000';
const startMaxMs = 60_000;
const stopMaxMs = 20_000;
const pollMs = 250;
const bin = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url));

/** Its command: `MINISTACK` in the environment, or on the path. */
export function emulatorCommand(): string {
  const command = process.env['MINISTACK'] ?? 'ministack';
  const { error } = spawnSync(command, ['--help'], { timeout: startMaxMs, stdio: 'ignore' });
  if (error !== undefined)
    throw new Error(
      'The deployment test needs MiniStack: `pip install ministack==1.5.33 cryptography==50.0.2`, and `ministack` on the path or in MINISTACK.',
      { cause: error },
    );
  return command;
}

export async function startEmulator({ folder, port, certificate }: EmulatorOptions): Promise<Emulator> {
  for (const each of ['state', 's3', 'tmp']) mkdirSync(join(folder, each), { recursive: true });
  const log = openSync(join(folder, 'log'), 'a');
  const child = spawn(emulatorCommand(), [], {
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      // Without these it binds every interface, and with `cryptography` installed an MQTT port too.
      BIND_HOST: '127.0.0.1',
      IOT_MTLS_ENABLED: '0',
      GATEWAY_PORT: String(port),
      // Whoever has these may do everything.
      AWS_ACCESS_KEY_ID: operatorKeys(port).accessKeyId,
      AWS_SECRET_ACCESS_KEY: operatorKeys(port).secretAccessKey,
      MINISTACK_REGION: region,
      AUTH: certificate === undefined ? 'false' : 'true',
      USE_SSL: certificate === undefined ? '0' : '1',
      PERSIST_STATE: '1',
      S3_PERSIST: '1',
      STATE_DIR: join(folder, 'state'),
      S3_DATA_DIR: join(folder, 's3'),
      TMPDIR: join(folder, 'tmp'),
      ...certificate?.serverEnv,
      // Its Lambdas run on the first `node` of the path.
      PATH: `${bin}${delimiter}${process.env['PATH']}`,
    },
  });
  const endpoint = `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;
  try {
    await ready(child, port);
  } catch (cause) {
    await end(child);
    throw cause;
  }
  return { endpoint, port, stop: () => end(child) };
}

/** Others for every emulator: the deploying tool remembers accounts by key. */
export function operatorKeys(port: number): { readonly accessKeyId: string; readonly secretAccessKey: string } {
  return { accessKeyId: `e2e${port}`, secretAccessKey: 'e2e' };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return address.port;
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  const { connect } = await import('node:net');
  for (let waitedMs = 0; waitedMs < startMaxMs; waitedMs += pollMs) {
    if (child.exitCode !== null) throw new Error(`the emulator ended with ${child.exitCode}: see its log`);
    const socket = connect(port, '127.0.0.1');
    const isOpen = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
      sleep(pollMs, false),
    ]);
    socket.destroy();
    if (isOpen) return;
    await sleep(pollMs);
  }
  throw new Error('the emulator did not start in time');
}

/** Lets it save what it has, then ends what is left of its process group: its Lambdas may outlive it. */
async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await Promise.race([once(child, 'exit'), sleep(stopMaxMs)]);
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
}
