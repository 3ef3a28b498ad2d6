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
    'Canaries, and the route that tells operators how the service fares, ask for the state of alarms by a call that is authorized on all of them; it reads, nothing more.',
  'AwsSolutions-L1': 'The library’s own uploader runs on what the library chose, and only while a deployment does.',
  'Serverless-LambdaLatestVersion': 'The library’s own uploader, as above.',
  'AwsSolutions-IAM5[Resource::arn:aws:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]':
    'The uploader reads what a deployment brought, whose names are hashes that nobody knows before.',
  'AwsSolutions-IAM5[Resource::<sitefilesF7927410.Arn>/*]':
    'The uploader writes the page’s files, whose names are hashes.',
  'AwsSolutions-S1':
    'The bucket holds the public page and nothing else; CloudFront alone reads it, and a deployment writes it.',
  'AwsSolutions-CFR1': 'Who may look is decided by their sign-in, not by where they are.',
  'AwsSolutions-CFR2':
    'The page is public files; its API takes tokens alone, is throttled, and changes nothing. A firewall is the account’s to add.',
  'AwsSolutions-CFR3':
    'CloudFront would log queries, and with them the code that a sign-in brings back. The API logs each request without.',
  'AwsSolutions-CFR4':
    'The generated name has AWS’s own certificate, whose TLS floor nobody can set. A stage with a name of its own asks for 1.2.',
} as const;

type AcknowledgedRule = keyof typeof reasons;

export function acknowledge(construct: IConstruct, rule: AcknowledgedRule): void {
  Validations.of(construct).acknowledge({ id: rule, reason: reasons[rule] });
}

/** A permission's patterns, of which the rule wants each by itself. */
export function acknowledgeRoutes(construct: IConstruct, apiId: string, paths: readonly string[]): void {
  const reason =
    'A route with an account in its path is a pattern, whose star stands for the account: callers are held apart by what they may do, not by account.';
  for (const path of paths.filter((each) => each.includes('*'))) {
    const arn = `arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<${apiId}>/${path}`;
    Validations.of(construct).acknowledge({ id: `AwsSolutions-IAM5[Resource::${arn}]`, reason });
  }
}
