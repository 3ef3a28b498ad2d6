import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Every rule of the checks that we break on purpose, and why. */
const reasons = {
  'Serverless-LambdaTracing':
    'Tracing would cost more than the work (5 USD against 2 USD a million) and needs a grant on every resource. Each request leaves one metric line with its id instead.',
  'Serverless-LambdaDLQ':
    'Requests, queues and streams wait for the answer and keep what failed; what a schedule starts has a failure destination, which says more than a dead-letter queue.',
  'Serverless-LambdaEventSourceMappingDestination':
    'A queue puts aside by its own redrive policy; a destination is for streams.',
  'Serverless-SQSRedrivePolicy': 'It is the queue where others put aside.',
  'AwsSolutions-SQS3': 'It is where schedules and functions put aside, which the rule does not look for.',
  'AwsSolutions-APIG4': 'The contract itself, the document and what its problems mean, is public.',
  'AwsSolutions-COG2':
    'People can only read, and only what an administrator wrote into their session. A second factor is offered, not demanded.',
  'AwsSolutions-COG8': 'The plus tier is priced per user; the pool takes no registrations, operators make the users.',
  'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudwatch:<AWS::Region>:<AWS::AccountId>:alarm:*]':
    'CodeDeploy asks for the state of alarms by a call that is authorized on all of them; it reads, nothing more.',
} as const;

export type AcknowledgedRule = keyof typeof reasons;

export function acknowledge(construct: IConstruct, rule: AcknowledgedRule): void {
  Validations.of(construct).acknowledge({ id: rule, reason: reasons[rule] });
}
