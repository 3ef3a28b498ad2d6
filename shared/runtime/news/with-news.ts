import type { Project } from '../../domain/project.ts';
import type { Services } from '../../ports/services.ts';
import { service } from '../services.ts';
import { newsSetting } from './news-environment.ts';
import { createSqsNewsQueue } from './sqs-news-queue.ts';

/** The queue of news: SQS's, that the environment names; none where it names none. */
export function withNews(project: Project): Pick<Services, 'news'> {
  return {
    news: service('news', project, () => {
      const url = newsSetting('NEWS_QUEUE_URL');
      return url === undefined ? undefined : createSqsNewsQueue(url, project);
    }),
  };
}
