import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { callsTo, type TestService } from '../../support/service/service.ts';
import { type StrikingProxy, startStrikingProxy } from './striking-proxy.ts';

export interface JobRequest {
  readonly job: 'advance-accounts' | 'sweep-due' | 'ask-top-ups' | 'audit-ledgers' | 'project-commits';
  readonly event: unknown;
  readonly atMs: number;
}

/** A process of the service behind a proxy of its own. */
export interface WorkerProcess {
  readonly proxy: StrikingProxy;
  /** Rejects when the process dies before it answers. */
  readonly call: TestService['call'];
  /** Runs a job by its deployed handler, and resolves to its answer; undefined when it failed. Rejects when the process dies before it answers. */
  run(request: JobRequest): Promise<unknown>;
  /** SIGKILL, at once. */
  kill(): void;
  /** Resolves when the process is gone, ended if need be. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  /** An engine to start over. */
  readonly engine: string;
  readonly outsideUrl: string;
  /** Where compiled code is kept, so that the next process starts sooner. */
  readonly cacheFolder: string;
}

type Message =
  | { readonly kind: 'serving'; readonly url: string }
  | { readonly kind: 'done'; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly message: string };

const program = new URL('./worker.ts', import.meta.url).pathname;
/** No process lives longer than this, whatever becomes of its parent. */
const patienceMs = 1_800_000;

export async function startWorker({ engine, outsideUrl, cacheFolder }: WorkerOptions): Promise<WorkerProcess> {
  const proxy = await startStrikingProxy();
  proxy.aim(engine);
  const child = fork(program, [proxy.endpoint, outsideUrl], {
    execArgv: [],
    env: {
      ...process.env,
      LOG_LEVEL: 'SILENT',
      METRICS_DISABLED: 'true',
      NODE_COMPILE_CACHE: cacheFolder,
    },
    timeout: patienceMs,
    killSignal: 'SIGKILL',
  });
  const exited = once(child, 'exit');
  const serving = await heard(child, exited);
  if (serving.kind !== 'serving') throw new Error('the process did not begin by serving');
  return {
    proxy,
    call: callsTo(serving.url),
    run: async (request) => {
      child.send(request);
      const answer = await heard(child, exited);
      return answer.kind === 'done' ? answer.answer : undefined;
    },
    kill: () => {
      child.kill('SIGKILL');
    },
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
      await proxy.stop();
    },
  };
}

async function heard(child: ChildProcess, exited: Promise<unknown>): Promise<Message> {
  const message = once(child, 'message') as Promise<[Message]>;
  const first = await Promise.race([message, exited.then(() => undefined)]);
  if (first === undefined) throw new Error('the process has died');
  return first[0];
}
