/**
 * A process that can be killed: the local service with the deployed handlers, and the jobs and the stream's consumer on
 * request. Its parent names the engine and the outside, and speaks to it over IPC.
 */
import { flushCompileCache } from 'node:module';
import { handler as advanceAccounts } from '../../../functions/jobs/advance-accounts.ts';
import { handler as askTopUps } from '../../../functions/jobs/ask-top-ups.ts';
import { handler as auditLedgers } from '../../../functions/jobs/audit-ledgers.ts';
import { handler as sweepDue } from '../../../functions/jobs/sweep-due.ts';
import { handler as projectCommits } from '../../../functions/streams/project-commits.ts';
import { localContext } from '../../../infra/local/gateway.ts';
import { startLocalService } from '../../../infra/local/service.ts';
import { jobs } from '../../../shared/runtime/jobs.ts';
import { busPath, queuePath } from './outside.ts';
import type { JobRequest } from './worker-process.ts';

const [endpoint = '', outside = ''] = process.argv.slice(2);
const jobTimeoutMs = 60_000;

/** The machine's time, until a job says what time it is. */
let jobAtMs: number | undefined;

async function post(path: string, sent: unknown): Promise<void> {
  const { ok, status } = await fetch(outside + path, { method: 'POST', body: JSON.stringify(sent) });
  if (!ok) throw new Error(`the outside answered ${status}`);
}

async function run({ job, event, atMs }: JobRequest): Promise<unknown> {
  jobAtMs = atMs;
  switch (job) {
    case 'advance-accounts':
      return advanceAccounts(
        event as Parameters<typeof advanceAccounts>[0],
        localContext(jobs.advanceAccounts, jobTimeoutMs),
      );
    case 'sweep-due':
      return sweepDue(event, localContext(jobs.sweepDue, jobTimeoutMs));
    case 'ask-top-ups':
      return askTopUps(event, localContext(jobs.askTopUps, jobTimeoutMs));
    case 'audit-ledgers':
      return auditLedgers(event, localContext(jobs.auditLedgers, jobTimeoutMs));
    case 'project-commits':
      return projectCommits(event as Parameters<typeof projectCommits>[0]);
    default:
      return job satisfies never;
  }
}

process.on('message', (request: JobRequest) => {
  void run(request).then(
    (answer) => process.send?.({ kind: 'done', answer: answer ?? null }),
    (cause: unknown) => process.send?.({ kind: 'failed', message: String(cause) }),
  );
});
// Nobody is left to end it.
process.on('disconnect', () => process.exit(1));

const { url } = await startLocalService({
  port: 0,
  engine: { endpoint },
  hasSchedules: false,
  contents: 'nothing',
  outside: {
    bus: { publish: (signals) => post(busPath, signals) },
    queue: { backlog: async () => 0, send: (messages) => post(queuePath, messages) },
  },
  clock: { nowMs: () => jobAtMs ?? Date.now(), moveTo: () => false, beginAt: () => {} },
});
// It is killed sooner or later, and a process that is killed leaves no cache to the next.
flushCompileCache();
process.send?.({ kind: 'serving', url });
