/** Ways to charge from Step Functions, EventBridge and Terraform, as the guide has them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import validate from 'asl-validator';
import { App, SecretValue } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChargeTurns } from '../../../infra/examples/connections/charge-turns.ts';
import { readUsageMessage } from '../../../shared/runtime/usage/read-usage-message.ts';
import { usageRecord } from '../../support/engines/usage-queue.ts';
import { runStates } from '../../support/service/run-states.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';

// Its types would bring a browser's into the whole repository.
const { parse: parseHcl } = createRequire(import.meta.url)('@cdktf/hcl2json');

function textOf(file: string): string {
  return readFileSync(new URL(`../../../infra/examples/connections/${file}`, import.meta.url), 'utf8');
}

describe('the state machine', () => {
  const machine = JSON.parse(textOf('held-work.asl.json'));
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ hasSchedules: false });
  });
  afterAll(() => service.stop());

  const input = (accountId: string, credits: number) => ({
    accountId,
    credits,
    category: 'ai',
    work: { prompt: 'hi' },
  });
  const usage = [{ sku: 'ai.gpt-4o.output-token', quantity: 30_000 }];
  const balanceOf = async (accountId: string) => (await service.call('GET', `/accounts/${accountId}`)).json;

  it('is valid', () => {
    expect(validate(machine)).toMatchObject({ isValid: true, errors: [] });
    const astray = { ...machine, StartAt: 'Nowhere' };
    expect(validate(astray)).toMatchObject({ isValid: false });
  });

  it('charges what work used, once, however often it is run under one name', async () => {
    await service.open('held', 'starter');
    const work = async (asked: unknown) => {
      expect(asked).toEqual({ prompt: 'hi' });
      expect(await balanceOf('held')).toMatchObject({ available: 950, held: 50 });
      return { usage };
    };
    expect(await runStates(machine, { service, name: 'run-1', input: input('held', 50), work })).toEqual({
      output: { usage },
    });
    expect(await balanceOf('held')).toMatchObject({ available: 970, held: 0 });
    await runStates(machine, { service, name: 'run-1', input: input('held', 50), work: async () => ({ usage }) });
    expect(await balanceOf('held')).toMatchObject({ available: 970, held: 0 });
  });

  it('gives everything back where work fails', async () => {
    await service.open('failed', 'starter');
    const work = async (): Promise<never> => {
      throw new Error('no model answers');
    };
    const ended = await runStates(machine, { service, name: 'run-2', input: input('failed', 50), work });
    expect(ended).toMatchObject({ error: 'WorkFailed' });
    expect(await balanceOf('failed')).toMatchObject({ available: 1_000, held: 0 });
  });

  it('begins no work where credits are missing', async () => {
    await service.open('poor', 'free');
    const ended = await runStates(machine, {
      service,
      name: 'run-3',
      input: input('poor', 500),
      work: async () => expect.unreachable(),
    });
    expect(ended).toMatchObject({ error: 'OutOfCredits' });
  });
});

const turn = {
  id: '3f0c',
  source: 'assistant',
  time: '2026-11-22T18:15:46Z',
  detail: { tenant: 'acme', model: 'gpt-4o', user: 'ada', usage: { input: 374, output: 44 } },
};

/** Fills in a template as a transformer does: each name in angle brackets is what stands at its path. */
function transformed(paths: Readonly<Record<string, string>>, template: string): string {
  return template.replace(/<([^<>]+)>/g, (_, name) => {
    const steps = paths[name]?.slice(2).split('.') ?? [];
    return JSON.stringify(steps.reduce<unknown>((value, step) => Reflect.get(Object(value), step), turn));
  });
}

function chargedBy(body: string): unknown {
  const [read] = readUsageMessage(usageRecord({ messageId: 'm', body, sentMs: 0 }));
  return read?.kind === 'read' ? read.event : read;
}

const charged = {
  ...{ source: 'assistant', id: '3f0c', timeMs: Date.parse(turn.time), accountId: 'acme' },
  charge: { model: 'gpt-4o', tokens: { input: 374, output: 44, cachedInput: 0, cacheWrite: 0 } },
};

describe('the API destination', () => {
  const authorization = SecretValue.secretsManager('credits-api-key');
  const template = Template.fromStack(
    new ChargeTurns(new App(), 'turns', { url: 'https://keys.example.com', authorization }),
  );

  it('sends to the route of CloudEvents, with the key of a connection', () => {
    template.hasResourceProperties('AWS::Events::ApiDestination', {
      InvocationEndpoint: 'https://keys.example.com/api/v1/events',
      HttpMethod: 'POST',
    });
    template.hasResourceProperties('AWS::Events::Connection', {
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'Authorization' } },
    });
  });

  it('makes of an event what can be charged', () => {
    const [rule] = Object.values(template.findResources('AWS::Events::Rule'));
    const { InputPathsMap: paths, InputTemplate: text } = rule?.['Properties'].Targets[0].InputTransformer ?? {};
    expect(chargedBy(transformed(paths, text))).toEqual({ ...charged, dimensions: { user: 'ada' } });
  });
});

it('Terraform’s file is one, and its rule makes of an event what can be charged', async () => {
  const { resource } = await parseHcl('usage.tf', textOf('usage.tf'));
  const [target] = resource.aws_cloudwatch_event_target.usage;
  const [{ input_paths: paths, input_template: text }] = target.input_transformer;
  expect(target.arn).toContain('var.usage_queue_arn');
  expect(chargedBy(transformed(paths, text))).toEqual(charged);
  expect(resource.aws_iam_role_policy.usage[0].policy).toContain('sqs:SendMessage');
});
