/**
 * The embedded DynamoDB engine. dynoxide where its binary is installed, else dynalite, which is JavaScript and runs
 * everywhere; or any other that `DYNAMODB_ENDPOINT` names: DynamoDB Local, an emulator, a proxy that drops replies.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const engineNames = ['dynoxide', 'dynalite'] as const;
export type EngineName = (typeof engineNames)[number];

export interface Engine {
  readonly name: EngineName | 'endpoint';
  readonly endpoint: string;
  stop(): Promise<void>;
}

export interface EngineOptions {
  readonly name: EngineName;
  /** A folder that is there, where data outlives the process; in memory when left out. */
  readonly dataDir?: string;
}

const require = createRequire(import.meta.url);
const startTriesMax = 100;
const stopGraceMs = 3_000;

export function dynoxidePath(): string | undefined {
  try {
    return require.resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    return undefined;
  }
}

export function defaultEngine(): EngineName {
  return dynoxidePath() === undefined ? 'dynalite' : 'dynoxide';
}

export function startEngine({ name, dataDir }: EngineOptions): Promise<Engine> {
  switch (name) {
    case 'dynoxide':
      return startDynoxide(dataDir);
    case 'dynalite':
      return startDynalite(dataDir);
    default:
      return name satisfies never;
  }
}

/**
 * Runs its arguments, and ends them when the pipe from this process closes: that it does however this process ends, `kill -9`
 * included, of which no handler hears.
 */
const endsWithUs = `
exec 3<&0
"$@" </dev/null 3<&- &
engine=$!
trap 'kill -TERM $engine' TERM
( read -r _ <&3; kill -KILL $engine ) 2>/dev/null &
watcher=$!
wait $engine; code=$?
wait $engine 2>/dev/null
kill $watcher 2>/dev/null
exit $code
`;

async function startDynoxide(dataDir: string | undefined): Promise<Engine> {
  const binary = dynoxidePath();
  if (binary === undefined) throw new Error('dynoxide is not installed on this platform; use dynalite');
  const port = await freePort();
  const files = dataDir === undefined ? [] : ['--db-path', join(dataDir, 'dynoxide.sqlite')];
  const serve = [binary, 'serve', '--host', '127.0.0.1', '--port', String(port), ...files];
  // Its own process group, so that Ctrl-C reaches it only after the service has finished what it was doing.
  const child = spawn('/bin/sh', ['-c', endsWithUs, 'engine', ...serve], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  const endOnExit = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', endOnExit);
  const endpoint = `http://127.0.0.1:${port}`;
  await answers(endpoint, child);
  return {
    name: 'dynoxide',
    endpoint,
    stop: async () => {
      process.removeListener('exit', endOnExit);
      await end(child);
    },
  };
}

async function startDynalite(dataDir: string | undefined): Promise<Engine> {
  const { default: dynalite } = await import('dynalite');
  const server = dynalite({ createTableMs: 0, ...(dataDir === undefined ? {} : { path: join(dataDir, 'dynalite') }) });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    name: 'dynalite',
    endpoint: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

async function answers(endpoint: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < startTriesMax; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the DynamoDB engine ended with code ${child.exitCode}`);
    try {
      await fetch(endpoint, { signal: AbortSignal.timeout(1_000) });
      return;
    } catch {
      await sleep(20);
    }
  }
  throw new Error('the DynamoDB engine did not start');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, sleep(stopGraceMs, undefined, { ref: false })]);
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
