/** Charges events of a bus over HTTP, by an API destination of EventBridge and an API key: for who has neither the queue of usage nor our constructs. */
import { type SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import {
  ApiDestination,
  Authorization,
  Connection,
  EventField,
  HttpMethod,
  type IApiDestination,
  Rule,
  RuleTargetInput,
} from 'aws-cdk-lib/aws-events';
import { ApiDestination as Target } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';

export interface ChargeTurnsProps extends StackProps {
  /** The address of the API of keys, as `https://keys.example.com`. */
  readonly url: string;
  /** `Bearer credits_key_…`, of a key that may charge. */
  readonly authorization: SecretValue;
}

/** A rule that tells of each turn of an assistant as a CloudEvent. The event's own id, source and time make it one, so it is charged once. */
export class ChargeTurns extends Stack {
  constructor(scope: Construct, id: string, { url, authorization, ...props }: ChargeTurnsProps) {
    super(scope, id, props);
    const connection = new Connection(this, 'connection', {
      authorization: Authorization.apiKey('Authorization', authorization),
    });
    const destination = new ApiDestination(this, 'destination', {
      connection,
      endpoint: `${url}/api/v1/events`,
      httpMethod: HttpMethod.POST,
      rateLimitPerSecond: 50,
    });
    new Rule(this, 'turns', {
      eventPattern: { source: ['assistant'], detailType: ['TurnEnded'] },
      targets: [
        new Target(destination as IApiDestination, {
          headerParameters: { 'Content-Type': 'application/cloudevents+json' },
          event: RuleTargetInput.fromObject({
            specversion: '1.0',
            type: 'turn',
            id: EventField.eventId,
            source: EventField.source,
            time: EventField.time,
            subject: EventField.fromPath('$.detail.tenant'),
            data: {
              model: EventField.fromPath('$.detail.model'),
              tokens: {
                input: EventField.fromPath('$.detail.usage.input'),
                output: EventField.fromPath('$.detail.usage.output'),
              },
              dimensions: { user: EventField.fromPath('$.detail.user') },
            },
          }),
        }),
      ],
    });
  }
}
