/** A message of the queue of news: an event as EventBridge delivers it, or one of our own. */
import * as z from 'zod/mini';
import { projectOfSource } from '../../contract/events/event-detail.ts';
import { parseExactly } from '../../domain/exact-json.ts';
import { present } from '../../domain/present.ts';
import type { NewsMessage } from '../../ports/news.ts';

const head = {
  id: z.string(),
  version: z.int(),
  at: z.string(),
  accountId: z.optional(z.string()),
  seq: z.optional(z.int()),
};

const busEvent = z.object({
  source: z.string().check(z.refine((source) => projectOfSource(source) !== undefined)),
  'detail-type': z.string(),
  detail: z.object({ metadata: z.object(head), data: z.unknown() }),
});
const project = z.optional(z.string());
const ownNews = z.object({ project, news: z.object({ ...head, type: z.string(), data: z.unknown() }) });
const due = z.object({ project, due: z.object({ endpointId: z.string(), deliveryId: z.string() }) });

/** Whose news it is, and the news. */
export interface ProjectNews {
  /** By name; the default one’s when undefined. */
  readonly project: string | undefined;
  readonly message: NewsMessage;
}

/** Throws where it is none. */
export function newsOfMessage(body: string): ProjectNews {
  const read = parseExactly(body);
  const event = busEvent.safeParse(read);
  if (event.success) {
    const { source, 'detail-type': type, detail } = event.data;
    const { accountId, seq, ...metadata } = detail.metadata;
    const news = { type, ...metadata, ...present({ accountId, seq }), data: detail.data };
    return { project: projectOfSource(source), message: { news } };
  }
  const own = ownNews.safeParse(read);
  if (!own.success) {
    const { project: name, ...message } = due.parse(read);
    return { project: name, message };
  }
  const { accountId, seq, ...news } = own.data.news;
  return { project: own.data.project, message: { news: { ...news, ...present({ accountId, seq }) } } };
}
