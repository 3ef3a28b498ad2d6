import { deepStrictEqual, equal } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { availableCredits } from '../../../infra/constructs/low-balance-alarm.ts';
import { createQueue } from './aws-json.ts';
import { call, type Reply } from './caller.ts';
import type { Deployer } from './deployment.ts';
import { region } from './emulator.ts';
import type { Service } from './journey.ts';
import type { Recorder } from './record.ts';

const example = 'infra/examples/low-balance-alarm/app.ts';
const triesMax = 30;
const pauseMs = 1_000;

/** Another team's app beside the service. Its metric is told by hand: the emulator makes none of metric lines. */
export async function ringLowBalance(service: Service, deployer: Deployer, { step }: Recorder): Promise<void> {
  await step('Another team’s alarm on a balance rings', async () => {
    const { 'team-alarms': team } = await deployer.deployApp(example, 'team-alarms');
    const topic = team?.['OnCallArn'];
    const queue = await createQueue(service, 'on-call');
    await form(service, 'sns', {
      Action: 'Subscribe',
      Version: '2010-03-31',
      TopicArn: String(topic),
      Protocol: 'sqs',
      Endpoint: queue.arn,
    });
    await tell(service, 499.5);
    for (let tries = 0; tries < triesMax; tries += 1) {
      const [message] = await queue.receive();
      if (message !== undefined) {
        const alarm = JSON.parse(JSON.parse(message).Message);
        deepStrictEqual([alarm.NewStateValue, alarm.Trigger.MetricName], ['ALARM', 'AvailableCredits']);
        return '499.5 credits told by hand; below 500 it reached the topic and a queue behind it';
      }
      await sleep(pauseMs);
    }
    throw new Error('the alarm did not ring');
  });
}

function tell(service: Service, credits: number): Promise<Reply> {
  const { namespace, metricName, dimensions } = availableCredits('acme');
  const member = 'MetricData.member.1';
  return form(service, 'monitoring', {
    Action: 'PutMetricData',
    Version: '2010-08-01',
    Namespace: namespace,
    [`${member}.MetricName`]: metricName,
    [`${member}.Value`]: String(credits),
    [`${member}.Dimensions.member.1.Name`]: Object.keys(dimensions ?? {}).join(),
    [`${member}.Dimensions.member.1.Value`]: 'acme',
  });
}

async function form(service: Service, name: string, parameters: Readonly<Record<string, string>>): Promise<Reply> {
  const target = { ...service.target, host: `${name}.${region}.amazonaws.com`, service: name };
  const reply = await call(target, 'POST', '/', { keys: service.operator, form: new URLSearchParams(parameters) });
  equal(reply.status, 200, reply.text);
  return reply;
}
