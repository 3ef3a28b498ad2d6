import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Every rule of the checks that we break on purpose, and why. */
const reasons = {
  'Serverless-LambdaTracing':
    'Tracing would cost more than the work (5 USD against 2 USD a million) and needs a grant on every resource. Each request leaves one metric line with its id instead.',
  'Serverless-LambdaDLQ':
    'Requests, queues and streams wait for the answer and keep what failed; what a schedule starts has a failure destination, which says more than a dead-letter queue.',
  'Serverless-LambdaEventSourceMappingDestination':
    'A queue puts aside by its own redrive policy; a destination is for streams.',
  'Serverless-SNSRedrivePolicy': 'SNS tries an e-mail again by itself, and the log of deliveries keeps what it said.',
  'Serverless-SQSRedrivePolicy': 'It is the queue where others put aside.',
  'AwsSolutions-SQS3': 'It is where schedules and functions put aside, which the rule does not look for.',
  'AwsSolutions-APIG4': 'The contract itself, the document and what its problems mean, is public.',
  'AwsSolutions-COG2':
    'People can only read, and only what an administrator wrote into their session. A second factor is offered, not demanded.',
  'AwsSolutions-COG8': 'The plus tier is priced per user; the pool takes no registrations, operators make the users.',
  'AwsSolutions-L1': 'The library’s own uploader runs on what the library chose, and only while a deployment does.',
  'Serverless-LambdaLatestVersion': 'The library’s own uploader, as above.',
  'AwsSolutions-S1':
    'The page’s bucket holds the public page and nothing else: CloudFront alone reads it, and a deployment writes it. The copy of ledgers is written by functions that can’t read it; who else reads it, CloudTrail tells where the account turns data events on.',
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

/** The stars in what is granted, and why each is there. */
const starReasons = {
  alarms:
    'Canaries, and the route that tells operators how the service fares, ask for the state of alarms by a call that is authorized on all of them; it reads, nothing more.',
  brought: 'The uploader reads what a deployment brought, whose names are hashes that nobody knows before.',
  copy: 'Parts of ledgers have names by account, day and number, which nobody knows before.',
  logs: 'Files of a log have names by time and chance, which nobody knows before.',
  page: 'The uploader writes the page’s files, whose names are hashes.',
  routes:
    'A route with an account in its path is a pattern, whose star stands for the account: callers are held apart by what they may do, not by account.',
} as const;

/** Acknowledges a resource with a star in it, which the rule wants named as it sees it: each by itself. */
export function acknowledgeStar(construct: IConstruct, resource: string, reason: keyof typeof starReasons): void {
  const seen = flattened(Stack.of(construct).resolve(resource));
  if (!seen.includes('*')) return;
  Validations.of(construct).acknowledge({ id: `AwsSolutions-IAM5[Resource::${seen}]`, reason: starReasons[reason] });
}

/**
 * A value of a template as rules write it: `<AWS::Region>` for a reference, `<bucket.Arn>` for what is asked of a resource, and what is
 * of another stack as it stands.
 */
function flattened(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, of] = []] = Object.entries(Object(value));
  if (name === 'Fn::GetStackOutput') return JSON.stringify(value);
  if (name === 'Ref') return `<${of}>`;
  if (!Array.isArray(of)) throw new TypeError(`rules would not know ${JSON.stringify(value)}`);
  return name === 'Fn::GetAtt' ? `<${of.join('.')}>` : of[1].map(flattened).join(of[0]);
}
