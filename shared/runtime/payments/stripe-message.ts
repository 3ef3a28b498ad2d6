/** A message of the queue: an event as the webhook took it, or as EventBridge delivers it, its detail alone. */
import type { ProviderFact } from '../../domain/account/payment-fact.ts';
import { isLiveMode } from './payment-environment.ts';
import { factsOfEvent, stripeEvent } from './stripe-events.ts';

/** The facts that it tells; none of the other mode, test or live. Throws where it is no event. */
export function factsOfMessage(body: string): readonly ProviderFact[] {
  const event = stripeEvent.parse(JSON.parse(body));
  return event.livemode === isLiveMode() ? factsOfEvent(event) : [];
}
