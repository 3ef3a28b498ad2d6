/** Records of Bedrock's invocation logs, as events of usage. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { usageOfRecord } from '../../../shared/runtime/usage/bedrock-usage.ts';
import { readUsageMessage } from '../../../shared/runtime/usage/read-usage-message.ts';
import { bedrockModel, bedrockRecord, bedrockTime } from '../../support/builders/bedrock-record.ts';
import { usageRecord } from '../../support/engines/usage-queue.ts';

const profile = 'arn:aws:bedrock:us-east-1:111111111111:application-inference-profile/k3x1';
const rules = [
  { identity: 'developer', isFree: true },
  { metadata: { app: 'gateway' }, accountId: '$.requestMetadata.tenant', dimensions: { user: '$.session' } },
  { model: profile, accountId: 'globex', pricedAs: 'anthropic.claude-3-haiku-20240307-v1:0' },
  { identity: 'arn:aws:iam::111111111111:role/apps/assistant', accountId: 'acme', dimensions: { app: '$.role' } },
  { identity: 'arn:aws:iam::111111111111:user/ada', accountId: 'ada' },
];

beforeAll(() => {
  vi.stubEnv('BEDROCK_CALLERS', JSON.stringify(rules));
  return () => vi.unstubAllEnvs();
});

const timeMs = Date.parse(bedrockTime);

/** As a reader puts it into the queue, and the worker reads it there. */
function eventOf(record: unknown): unknown {
  const call = usageOfRecord(JSON.stringify(record), 'place');
  if (call === undefined) return undefined;
  const [only] = readUsageMessage(usageRecord({ messageId: 'm', body: JSON.stringify(call.event), sentMs: timeMs }));
  return only?.kind === 'read' ? only.event : only;
}

const tokens = { input: 374, output: 44, cachedInput: 300, cacheWrite: 20 };

describe('a call of a model', () => {
  it('is charged to the account of its role, in whatever session, and is one by its request', () => {
    expect(eventOf(bedrockRecord())).toEqual({
      ...{ source: 'bedrock', id: '915a6a04-3f83-4c70-a277-7fbf7ea546b3', timeMs, accountId: 'acme' },
      ...{ charge: { model: bedrockModel, tokens }, dimensions: { app: 'assistant' } },
    });
  });

  it('is charged to the account of its inference profile, as the model that it stands for', () => {
    expect(eventOf(bedrockRecord({ modelId: profile }))).toMatchObject({
      accountId: 'globex',
      charge: { model: 'anthropic.claude-3-haiku-20240307-v1:0' },
    });
  });

  it('is charged to the account that its metadata names', () => {
    expect(eventOf(bedrockRecord({ requestMetadata: { app: 'gateway', tenant: 'initech' } }))).toMatchObject({
      accountId: 'initech',
      dimensions: { user: 'session-1' },
    });
  });

  it('is charged to the account of a user', () => {
    const identity = { arn: 'arn:aws:iam::111111111111:user/ada' };
    expect(eventOf(bedrockRecord({ identity }))).toMatchObject({ accountId: 'ada' });
  });

  it.each([
    ['an embedding, which has no output', { output: { outputContentType: 'application/json' } }, { output: 0 }],
    [
      'one whose prompt is kept apart',
      { input: { inputTokenCount: 90_000, inputBodyS3Path: 's3://b/k' } },
      { input: 90_000 },
    ],
    ['one that failed in its middle', { errorCode: 'ModelStreamErrorException' }, tokens],
  ])('counts its tokens: %s', (_, more, counts) => {
    expect(eventOf(bedrockRecord(more))).toMatchObject({ charge: { tokens: counts } });
  });

  it.each([
    [
      'Converse',
      {
        usage: {
          cacheDetails: [
            { ttl: '5m', inputTokens: 5 },
            { ttl: '1h', inputTokens: 15 },
          ],
        },
      },
    ],
    ['a stream of Converse', [{ metadata: { usage: { cacheDetails: [{ ttl: '1h', inputTokens: 15 }] } } }]],
    ['Anthropic', { usage: { cache_creation: { ephemeral_1h_input_tokens: 15 } } }],
    [
      'a stream of Anthropic',
      [{ type: 'message_start', message: { usage: { cache_creation: { ephemeral_1h_input_tokens: 15 } } } }, {}],
    ],
  ])('tells what was written to a cache for an hour: %s', (_, outputBodyJson) => {
    expect(eventOf(bedrockRecord({ output: { outputTokenCount: 44, outputBodyJson } }))).toMatchObject({
      charge: { tokens: { ...tokens, cacheWriteHour: 15 } },
    });
  });

  it.each([
    ['whose role is free', { identity: { arn: 'arn:aws:sts::111111111111:assumed-role/developer/x' } }],
    ['that was refused', { errorCode: 'ThrottlingException', input: { inputTokenCount: 0 }, output: null }],
  ])('is no event: one %s', (_, more) => {
    expect(eventOf(bedrockRecord(more))).toBeUndefined();
  });

  it.each([
    ['unmapped', 'a role that no rule knows', { identity: { arn: 'arn:aws:sts::111111111111:assumed-role/other/x' } }],
    [
      'unmapped',
      'a role of another AWS account',
      { identity: { arn: 'arn:aws:sts::222222222222:assumed-role/assistant/x' } },
    ],
    ['unmapped', 'nobody', { identity: null }],
    ['unreadable', 'no tokens', { input: {}, output: {} }],
    ['unreadable', 'no request', { requestId: null }],
    ['unreadable', 'fewer tokens than none', { input: { inputTokenCount: -1 } }],
  ])('is put aside as %s: one with %s', (kind, _, more) => {
    expect(eventOf(bedrockRecord(more))).toMatchObject({ kind, detail: expect.stringMatching(/./) });
  });
});
