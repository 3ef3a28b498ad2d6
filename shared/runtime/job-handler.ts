/** The middy stack of every job: its counts as metrics, its failure in the log and thrown on, so that whoever triggered it tries again. */
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Services } from '../ports/services.ts';
import type { Job } from './jobs.ts';
import { loggedError } from './logged-error.ts';
import { services } from './services.ts';
import { countJob, logger } from './telemetry.ts';
import { withStore } from './with-store.ts';

export type JobHandler<Event, Answer> = (event: Event, context: Context) => Promise<Answer>;

export interface JobRun<Answer> {
  /** Metrics of this run. */
  readonly counts: Readonly<Record<string, number>>;
  readonly answer: Answer;
}

export interface JobHandlerParts<Event, Answer, Others> {
  readonly job: Job;
  /** The services that it works with besides the store and the clock. */
  readonly others: () => Others;
  readonly run: (
    event: Event,
    services: Pick<Services, 'store' | 'nowMs'> & Others & { readonly atMs: number },
  ) => Promise<JobRun<Answer>>;
}

export function jobHandler<Event, Answer, Others extends Partial<Services>>({
  job,
  others,
  run,
}: JobHandlerParts<Event, Answer, Others>): JobHandler<Event, Answer> {
  const stack = middy<Event, Answer>()
    .use({
      onError: ({ error }) => {
        logger.error('job failed', { job: job.id, error: loggedError(error) });
        countJob(job.id, { Failures: 1 });
      },
    })
    .handler(async (event: Event) => {
      const provided = { ...services(), ...withStore(), ...others() };
      const { counts, answer } = await run(event, { ...provided, atMs: provided.nowMs() });
      countJob(job.id, counts);
      return answer;
    });
  return async (event, context) => (await stack(event, context)) as Answer;
}
