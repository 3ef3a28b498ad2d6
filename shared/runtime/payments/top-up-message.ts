/** A message of the queue that is an event of our own: an automatic top-up to pay for, as EventBridge delivers it. */
import * as z from 'zod/mini';
import { projectOfSource } from '../../contract/events/event-detail.ts';
import { eventTypes } from '../../contract/events/event-types.ts';
import { paymentsProject } from './payment-environment.ts';

/** The events that the queue takes of the deployment’s own bus. */
export const topUpEventType = eventTypes['top-up-wanted'].name;

const topUpEvent = z.object({
  source: z.string(),
  'detail-type': z.literal(topUpEventType),
  detail: z.object({
    metadata: z.object({ accountId: z.string() }),
    data: z.object({ requestId: z.string() }),
  }),
});

/** The top-up that a message asks for; undefined of any other message, and of another project’s than takes payments. Throws where it is no JSON. */
export function topUpOfMessage(body: string): { readonly accountId: string; readonly requestId: string } | undefined {
  const { success, data } = topUpEvent.safeParse(JSON.parse(body));
  if (!success || projectOfSource(data.source) !== paymentsProject()) return undefined;
  const { metadata, data: asked } = data.detail;
  return { accountId: metadata.accountId, requestId: asked.requestId };
}
