/** A message of the queue of news: an event as EventBridge delivers it, or one of our own. */
import * as z from 'zod/mini';
import { eventSource } from '../../contract/events/event-detail.ts';
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
  source: z.literal(eventSource),
  'detail-type': z.string(),
  detail: z.object({ metadata: z.object(head), data: z.unknown() }),
});
const ownNews = z.object({ news: z.object({ ...head, type: z.string(), data: z.unknown() }) });
const due = z.object({ due: z.object({ endpointId: z.string(), deliveryId: z.string() }) });

/** Throws where it is none. */
export function newsOfMessage(body: string): NewsMessage {
  const read = parseExactly(body);
  const event = busEvent.safeParse(read);
  if (event.success) {
    const { 'detail-type': type, detail } = event.data;
    const { accountId, seq, ...metadata } = detail.metadata;
    return { news: { type, ...metadata, ...present({ accountId, seq }), data: detail.data } };
  }
  const own = ownNews.safeParse(read);
  if (!own.success) return due.parse(read);
  const { accountId, seq, ...news } = own.data.news;
  return { news: { ...news, ...present({ accountId, seq }) } };
}
