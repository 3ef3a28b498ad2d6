/**
 * Takes Stripe's events over HTTP: what is Stripe's is handed to the queue before it is answered, and everything else gets the
 * same 400, which says nothing. A queue that takes nothing is 503: Stripe sends the event again, for three days.
 */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { defaultProject } from '../../domain/project.ts';
import { SettingMissing } from '../environment.ts';
import { loggedError } from '../logged-error.ts';
import { services } from '../services.ts';
import { count, logger } from '../telemetry.ts';
import { isLiveMode } from './payment-environment.ts';
import { secretSetting, secretsIn } from './secrets.ts';
import { factsOfEvent } from './stripe-events.ts';
import { verifiedEvent } from './stripe-signature.ts';
import { withFacts } from './with-facts.ts';

/** Room for the largest events that Stripe sends; a queue's message may have four times as much. */
const bodyMaxBytes = 256 * 1024;

export async function receiveStripeEvent(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const { nowMs } = services();
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  try {
    const secrets = secretsIn(await webhookSecret()());
    const isLive = isLiveMode();
    const verified =
      body.length <= bodyMaxBytes
        ? verifiedEvent({ body, signature: event.headers['stripe-signature'] }, { secrets, isLive, nowMs: nowMs() })
        : undefined;
    if (verified === undefined || !isReadable(verified.event)) return refused();
    await withFacts(defaultProject).facts.send(verified.text);
  } catch (cause) {
    logger.error('event not received', { error: loggedError(cause) });
    count({ dimensions: {}, metrics: { PaymentEventsNotTaken: [1, 'Count'] } });
    return answered(503);
  }
  count({ dimensions: {}, metrics: { PaymentEventsReceived: [1, 'Count'] } });
  return answered(200);
}

/** One of a known type that isn't of its form would only be put aside later. */
function isReadable(event: Parameters<typeof factsOfEvent>[0]): boolean {
  try {
    factsOfEvent(event);
    return true;
  } catch {
    return false;
  }
}

function refused(): APIGatewayProxyStructuredResultV2 {
  count({ dimensions: {}, metrics: { PaymentEventsRefused: [1, 'Count'] } });
  return answered(400);
}

let reader: (() => Promise<string>) | undefined;

function webhookSecret(): () => Promise<string> {
  reader ??= secretSetting({ plain: 'STRIPE_WEBHOOK_SECRETS', arn: 'STRIPE_WEBHOOK_SECRETS_ARN' }, Date.now);
  if (reader === undefined) throw new SettingMissing('STRIPE_WEBHOOK_SECRETS_ARN is not set');
  return reader;
}

function answered(statusCode: number): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body: '{}' };
}
