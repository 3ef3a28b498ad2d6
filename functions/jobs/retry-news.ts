import { retryNews } from '../../shared/operations/retry-news.ts';
import { scheduledJob } from '../../shared/runtime/job-handler.ts';
import { newsJobs } from '../../shared/runtime/jobs.ts';
import { withNews } from '../../shared/runtime/news/with-news.ts';

export const handler = scheduledJob({
  job: newsJobs.retryNews,
  others: withNews,
  run: async ({ atMs, ...services }) => {
    const { due, isHeldUp } = await retryNews(services, atMs);
    return { Due: due, HeldUp: isHeldUp ? 1 : 0 };
  },
});
