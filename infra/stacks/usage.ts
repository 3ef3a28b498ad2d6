import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { present } from '../../shared/domain/present.ts';
import { BedrockUsage } from '../constructs/bedrock-usage.ts';
import type { Surroundings } from '../constructs/service-function.ts';
import { UsageQueue } from '../constructs/usage-queue.ts';
import type { WatchedQueue } from '../constructs/watch-service.ts';
import type { UsageSettings } from '../usage-settings.ts';

export interface UsageStackProps extends StackProps {
  readonly surroundings: Surroundings;
  readonly usage: UsageSettings;
}

/** Usage that comes in as events. It needs the table alone, and nothing needs it. */
export class UsageStack extends Stack {
  readonly usage: UsageQueue;
  /** Undefined where Bedrock's log isn't read. */
  readonly bedrock: BedrockUsage | undefined;
  /** The queues that operators watch. */
  readonly queues: readonly WatchedQueue[];

  constructor(scope: Construct, id: string, { surroundings, usage, ...props }: UsageStackProps) {
    super(scope, id, props);
    const { bedrock: { callers, ...log } = {}, ...settings } = usage;
    this.usage = new UsageQueue(this, 'usage', { ...surroundings, ...settings, ...present({ callers }) });
    this.bedrock = callers && new BedrockUsage(this, 'bedrock', { ...surroundings, ...log, usage: this.usage });
    const { queue, deadLetters } = this.usage;
    this.queues = [
      { kind: 'work', name: 'usage', queue },
      { kind: 'put-aside', name: 'jobs/settle-usage', queue: deadLetters.queue },
      ...(this.bedrock?.queues ?? []),
    ];
    new CfnOutput(this, 'UsageQueueUrl', { value: queue.queueUrl });
    new CfnOutput(this, 'UsageQueueArn', { value: queue.queueArn });
  }
}
