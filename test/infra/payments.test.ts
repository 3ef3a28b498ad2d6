/** A stage that takes payments: one more stack, whose functions may do what they must and nothing else, and no secret anywhere. */
import { beforeAll, describe, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { stripeEventTypes } from '../../shared/runtime/payments/stripe-events.ts';
import { livePayments } from '../support/builders/payment-settings.ts';
import { type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

const payments = { ...livePayments, eventSource: 'aws.partner/stripe.com/ed_1' };
let taking: SynthesizedStack;
beforeAll(() => {
  taking = synthesize({ ...stages.prod, payments });
}, 120_000);

const own = (type: string) => taking.resources(type).filter(([id]) => id.startsWith('payments/'));
const text = (value: unknown): string => JSON.stringify(value);

describe('a stage that takes payments', () => {
  it('passes both rule packs', () => {
    expect(taking.findings).toEqual([]);
  });

  it('has one address that anyone may call, with a throttle of its own, apart from the API that charges (S2)', () => {
    const routes = own('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => [
      Properties.RouteKey,
      Properties.AuthorizationType,
    ]);
    expect(routes).toEqual([['POST /webhooks/stripe', 'NONE']]);
    expect(own('AWS::ApiGatewayV2::Stage')[0]?.[1].Properties.DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 100,
    });
  });

  it('takes Stripe’s events from its own bus, by type and mode, to the queue that the webhook fills', () => {
    const [rule] = own('AWS::Events::Rule');
    expect(rule?.[1].Properties).toMatchObject({
      EventBusName: payments.eventSource,
      EventPattern: {
        source: [payments.eventSource],
        'detail-type': [...stripeEventTypes],
        detail: { livemode: [true] },
      },
      Targets: [{ InputPath: '$.detail' }],
    });
    expect(own('AWS::Lambda::EventSourceMapping')).toHaveLength(1);
    const [policy] = own('AWS::SQS::QueuePolicy').filter(([, { Properties }]) =>
      text(Properties).includes('events.amazonaws.com'),
    );
    expect(text(policy?.[1].Properties)).toContain('aws:SourceArn');
  });

  it('lets each function read the one secret that it needs, and no other function any', () => {
    const readers = (arn: string): readonly string[] =>
      taking
        .resources('AWS::IAM::Role')
        .filter(([, { Properties }]) => text(Properties).includes(arn))
        .map(([id]) => /webhook|settle|reconcile|workloadspayments/.exec(id)?.[0] ?? id)
        .toSorted();
    expect(readers(payments.webhookSecretArn)).toEqual(['webhook']);
    expect(readers(payments.apiKeySecretArn)).toEqual(['reconcile', 'settle', 'workloadspayments']);
  });

  it('holds no secret in a template, only where it is', () => {
    const variables = taking
      .resources('AWS::Lambda::Function')
      .flatMap(([, { Properties }]) => Object.keys(Properties.Environment?.Variables ?? {}));
    for (const name of ['STRIPE_API_KEY', 'STRIPE_WEBHOOK_SECRETS', 'STRIPE_ENDPOINT'])
      expect(variables).not.toContain(name);
    expect(text(Object.values(taking.templates).map((template) => template.toJSON()))).not.toMatch(
      /whsec_|[sr]k_(live|test)_/,
    );
  });

  it('gives the webhook no part of the table, and the reconciliation its own mark alone', () => {
    const tableRights = (part: string): string =>
      text(
        own('AWS::IAM::Role')
          .filter(([id]) => id.includes(part) && !id.includes('scheduler'))
          .map(([, { Properties }]) => text(Properties.Policies)),
      );
    expect(tableRights('webhook')).not.toContain('dynamodb:');
    expect(tableRights('reconcile')).toContain('RECONCILED');
    expect(tableRights('reconcile')).not.toContain('ACCOUNT#');
  });

  it('is refused with less than a whole ARN of a secret', () => {
    const short = { ...payments, webhookSecretArn: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:webhook' };
    expect(() => synthesize({ ...stages.dev, payments: short })).toThrow(RangeError);
  });
});

it('a stage without a provider has none of it', () => {
  const without = synthesize(stages.dev);
  expect(without.templates).not.toHaveProperty('payments');
  expect(JSON.stringify(Object.values(without.templates).map((template) => template.toJSON()))).not.toContain('STRIPE');
});
