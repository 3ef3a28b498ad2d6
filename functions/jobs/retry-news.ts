import { retryNews } from '../../shared/operations/retry-news.ts';
import { jobHandler } from '../../shared/runtime/job-handler.ts';
import { newsJobs } from '../../shared/runtime/jobs.ts';
import { withNews } from '../../shared/runtime/news/with-news.ts';

export const handler = jobHandler({
  job: newsJobs.retryNews,
  others: withNews,
  run: async (_event: unknown, { atMs, ...services }) => {
    const { due, isHeldUp } = await retryNews(services, atMs);
    return { counts: { Due: due, HeldUp: isHeldUp ? 1 : 0 }, answer: undefined };
  },
});
