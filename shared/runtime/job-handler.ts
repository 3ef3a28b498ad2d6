/** The middy stack of every job: its counts as metrics, its failure in the log and thrown on, so that whoever triggered it tries again. */
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { defaultProject, type Project } from '../domain/project.ts';
import type { Services } from '../ports/services.ts';
import { asSeenBy } from './account-scope.ts';
import type { Job } from './jobs.ts';
import { loggedError } from './logged-error.ts';
import { projectNamed, projects } from './projects.ts';
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
  readonly others: (project: Project) => Others;
  /** Works on the projects that it is told of, in messages. */
  readonly run: (event: Event, jobServices: JobServices<Others>) => Promise<JobRun<Answer>>;
}

/** The services of the default project, and `of` those of another, as one of its accounts sees it. */
export type JobServices<Others> = ProjectServices<Others> & {
  readonly of: (project: string | undefined, accountId?: string) => Promise<ProjectServices<Others>>;
};

type ProjectServices<Others> = Pick<Services, 'store' | 'nowMs'> &
  Others & { readonly atMs: number; readonly project: Project };

export interface ScheduledJobParts<Others> {
  readonly job: Job;
  readonly others: (project: Project) => Others;
  /** Works on one project. */
  readonly run: (services: ProjectServices<Others>) => Promise<JobRun<undefined>['counts']>;
}

/** A job that has its turn in every project, one after the other: one that fails stops no other, and the run counts as failed. */
export function scheduledJob<Others extends Partial<Services>>({
  job,
  others,
  run,
}: ScheduledJobParts<Others>): JobHandler<unknown, undefined> {
  return jobHandler<unknown, undefined, Others>({
    job,
    others,
    run: async (_event, { of }) => {
      const counts: Record<string, number> = {};
      const failures: unknown[] = [];
      for (const { name } of projects()) {
        try {
          for (const [metric, times] of Object.entries(await run(await of(name))))
            counts[metric] = (counts[metric] ?? 0) + times;
        } catch (cause) {
          if (failures.length > 0)
            logger.error('job failed', { job: job.id, project: name, error: loggedError(cause) });
          failures.push(cause);
        }
      }
      if (failures.length > 0) throw failures[0];
      return { counts, answer: undefined };
    },
  });
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
      const of = async (name: string | undefined, accountId?: string): Promise<ProjectServices<Others>> =>
        provided(others, await asSeenBy(projectNamed(name), accountId));
      const { counts, answer } = await run(event, { ...provided(others, defaultProject), of });
      countJob(job.id, counts);
      return answer;
    });
  return async (event, context) => (await stack(event, context)) as Answer;
}

function provided<Others>(others: (project: Project) => Others, project: Project): ProjectServices<Others> {
  const known = { ...services(project), ...withStore(project), ...others(project) };
  return { ...known, atMs: known.nowMs(), project };
}
