import { retryNews, tellDisabledEndpoints } from '../../shared/operations/retry-news.ts';
import { scheduledJob } from '../../shared/runtime/job-handler.ts';
import { newsJobs } from '../../shared/runtime/jobs.ts';
import { withNews } from '../../shared/runtime/news/with-news.ts';
import { withBus } from '../../shared/runtime/with-bus.ts';

export const handler = scheduledJob({
  job: newsJobs.retryNews,
  others: (project) => ({ ...withNews(project), ...withBus(project) }),
  run: async ({ atMs, ...services }) => {
    const { due, isHeldUp } = await retryNews(services, atMs);
    const told = await tellDisabledEndpoints(services);
    return { Due: due, HeldUp: isHeldUp ? 1 : 0, Told: told };
  },
});
