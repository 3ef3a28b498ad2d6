/** The middy stack of every job: its counts as metrics, its failure in the log and thrown on, so that whoever triggered it tries again. */
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { type JobServices, jobServices } from './job-services.ts';
import type { Job } from './jobs.ts';
import { loggedError } from './logged-error.ts';
import { countJob, logger } from './telemetry.ts';

export type JobHandler<Event, Answer> = (event: Event, context: Context) => Promise<Answer>;

export interface JobRun<Answer> {
  /** Metrics of this run. */
  readonly counts: Readonly<Record<string, number>>;
  readonly answer: Answer;
}

export function jobHandler<Event, Answer>({
  job,
  run,
}: {
  readonly job: Job;
  readonly run: (event: Event, services: JobServices & { readonly atMs: number }) => Promise<JobRun<Answer>>;
}): JobHandler<Event, Answer> {
  const stack = middy<Event, Answer>()
    .use({
      onError: ({ error }) => {
        logger.error('job failed', { job: job.id, error: loggedError(error) });
        countJob(job.id, { Failures: 1 });
      },
    })
    .handler(async (event: Event) => {
      const provided = jobServices();
      const { counts, answer } = await run(event, { ...provided, atMs: provided.nowMs() });
      countJob(job.id, counts);
      return answer;
    });
  return async (event, context) => (await stack(event, context)) as Answer;
}
