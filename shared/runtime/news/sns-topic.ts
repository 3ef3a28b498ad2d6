/** The topic from which news goes by e-mail. SNS takes forms, not JSON, so a call of it is its own. */
import { AwsClient } from 'aws4fetch';
import { awsCredentials, inRegion } from '../aws-environment.ts';
import type { SendMail } from './https-sender.ts';

const timeoutMs = 5_000;

/** Publishes a message to the topic. Rejects where it isn't taken. */
export function publishToTopic(topicArn: string): SendMail {
  const region = topicArn.split(':')[3] ?? '';
  const endpoint = process.env['AWS_ENDPOINT_URL'] ?? `https://sns.${inRegion(region)}`;
  return async ({ subject, text }) => {
    const client = new AwsClient({ ...awsCredentials(), service: 'sns', region, retries: 2 });
    const body = new URLSearchParams({
      Action: 'Publish',
      Version: '2010-03-31',
      TopicArn: topicArn,
      Subject: subject,
      Message: text,
    });
    const response = await client.fetch(endpoint, { method: 'POST', body, signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw new Error(`SNS answered ${response.status}`);
  };
}
