/** The queue of news in this process's memory, delivering as SQS does: to the deployed worker, in batches, each message a few times at most. */
import { handler as deliverNews } from '../../functions/jobs/deliver-news.ts';
import type { PublishedEvent } from '../../shared/contract/events/event-detail.ts';
import { defaultProject, type Project } from '../../shared/domain/project.ts';
import type { NewsQueue } from '../../shared/ports/news.ts';
import { newsJobs, queueBatchMax, queueTriesMax } from '../../shared/runtime/jobs.ts';
import { localContext } from './gateway.ts';
import { oneRun } from './one-run.ts';
import { sqsRecord } from './sqs-record.ts';
import { triedAgain } from './tried-again.ts';

export interface MemoryNews extends NewsQueue {
  /** Takes an event of the bus, as the rule does. */
  take(event: PublishedEvent): void;
  waiting(): number;
  /** The same queue, for the news of one project. */
  of(project: Project): NewsQueue;
  /** Waits until all that was sent is delivered, or was tried. */
  settled(): Promise<void>;
}

interface Waiting {
  readonly body: string;
  readonly tries: number;
}

const workerTimeoutMs = 120_000;

export function createMemoryNews(): MemoryNews {
  const waiting: Waiting[] = [];
  const delivery = oneRun(() => waiting.length > 0, deliverBatch);

  function add(bodies: readonly string[]): void {
    waiting.push(...bodies.map((body) => ({ body, tries: 0 })));
    delivery.start();
  }

  async function deliverBatch(): Promise<void> {
    const batch = waiting.splice(0, queueBatchMax);
    const answer = await deliverNews(
      { Records: batch.map((message, index) => sqsRecord('news', { id: String(index), ...message })) },
      localContext(newsJobs.deliverNews, workerTimeoutMs),
    );
    const { again, putAside } = triedAgain(batch, answer);
    waiting.push(...again);
    for (const _ of putAside) console.error(`Put aside after ${queueTriesMax} tries: news to deliver`);
  }

  const of = ({ name: project }: Project): NewsQueue => ({
    takesLoopback: true,
    send: async (messages) => add(messages.map((message) => JSON.stringify({ project, ...message }))),
    backlog: async () => waiting.length,
  });
  return {
    ...of(defaultProject),
    of,
    take: (event) => add([JSON.stringify(event)]),
    waiting: () => waiting.length,
    settled: () => delivery.settled(),
  };
}
