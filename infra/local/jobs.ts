/** The jobs on this machine: their deployed handlers on the local clock, and a queue in memory between them. */
import { handler as askTopUps } from '../../functions/jobs/ask-top-ups.ts';
import { handler as auditLedgers } from '../../functions/jobs/audit-ledgers.ts';
import { handler as retryNews } from '../../functions/jobs/retry-news.ts';
import { handler as sweepDue } from '../../functions/jobs/sweep-due.ts';
import { jobs, newsJobs } from '../../shared/runtime/jobs.ts';
import type { LocalClock } from './clock.ts';
import { localContext } from './gateway.ts';
import type { MemoryQueue } from './memory-queue.ts';

export interface LocalJobs {
  /** Runs what the clock says is due, after what is under way. */
  catchUp(): Promise<void>;
  /** Waits for what is under way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const tickMs = 1_000;
const minuteMs = 60_000;
const jobTimeoutMs = 900_000;
/** Sweeps in a row, so that what one left is found by the next. */
const sweepsMax = 20;

export function startLocalJobs(clock: LocalClock, queue: MemoryQueue): LocalJobs {
  const lastRuns = new Map<string, number>();
  let running: Promise<void> = Promise.resolve();

  const isTime = (job: string, everyMinutes: number): boolean => {
    const nowMs = clock.nowMs();
    if (nowMs - (lastRuns.get(job) ?? Number.NEGATIVE_INFINITY) < everyMinutes * minuteMs) return false;
    lastRuns.set(job, nowMs);
    return true;
  };

  async function sweepAll(): Promise<void> {
    for (let sweeps = 0; sweeps < sweepsMax; sweeps += 1) {
      await sweepDue({}, localContext(jobs.sweepDue, jobTimeoutMs));
      if (queue.waiting() === 0) return;
      while (queue.waiting() > 0) await queue.deliver();
    }
  }

  async function runDue(): Promise<void> {
    if (isTime(jobs.sweepDue.id, jobs.sweepDue.trigger.everyMinutes)) await sweepAll();
    if (isTime(jobs.askTopUps.id, jobs.askTopUps.trigger.everyMinutes))
      await askTopUps({}, localContext(jobs.askTopUps, jobTimeoutMs));
    if (isTime(newsJobs.retryNews.id, newsJobs.retryNews.trigger.everyMinutes))
      await retryNews({}, localContext(newsJobs.retryNews, jobTimeoutMs));
    if (isTime(jobs.auditLedgers.id, jobs.auditLedgers.trigger.everyMinutes))
      await auditLedgers({}, localContext(jobs.auditLedgers, jobTimeoutMs));
  }

  /** One after another: what comes while a run is under way follows it. */
  const follow = (run: () => Promise<void>): Promise<void> => {
    running = running.then(run, run);
    return running;
  };
  const timer = setInterval(() => {
    follow(runDue).catch((cause: unknown) => console.error(cause));
  }, tickMs);
  return {
    catchUp: () =>
      follow(async () => {
        await sweepAll();
        await askTopUps({}, localContext(jobs.askTopUps, jobTimeoutMs));
        await retryNews({}, localContext(newsJobs.retryNews, jobTimeoutMs));
      }),
    settled: () => running.catch(() => {}),
    stop: async () => {
      clearInterval(timer);
      await running.catch(() => {});
    },
  };
}
