import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { endpointsPk } from '../../shared/storage/endpoint-keys.ts';
import type { ServiceFunction, Surroundings } from './service-function.ts';

/** Lets a function that follows ledgers tell of their entries, where a stage delivers news: to the queue, if an endpoint asks for it. */
export function letTellEntries({ function: made, role }: ServiceFunction, { news, table }: Surroundings): void {
  if (news === undefined) return;
  made.addEnvironment('NEWS_QUEUE_URL', news.queueUrl);
  role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [news.queueArn] }));
  table.grant(role, { reads: [endpointsPk], writes: [] });
}
