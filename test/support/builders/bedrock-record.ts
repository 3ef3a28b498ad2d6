/** A record of Bedrock's invocation log, as Converse leaves it. */
export const bedrockTime = '2026-11-22T18:15:46Z';

export const bedrockModel = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';

export function bedrockRecord(more: object = {}): Record<string, unknown> {
  return {
    ...{ schemaType: 'ModelInvocationLog', schemaVersion: '1.0', timestamp: bedrockTime, accountId: '111111111111' },
    identity: { arn: 'arn:aws:sts::111111111111:assumed-role/assistant/session-1' },
    ...{ region: 'us-east-1', requestId: '915a6a04-3f83-4c70-a277-7fbf7ea546b3', operation: 'Converse' },
    modelId: bedrockModel,
    input: {
      ...{ inputContentType: 'application/json', inputTokenCount: 374 },
      inputBodyJson: { messages: [{ role: 'user', content: [{ text: 'a secret question' }] }] },
      ...{ cacheReadInputTokenCount: 300, cacheWriteInputTokenCount: 20 },
    },
    output: {
      ...{ outputContentType: 'application/json', outputTokenCount: 44 },
      outputBodyJson: { output: { message: { content: [{ text: 'a secret answer' }] } } },
    },
    ...more,
  };
}
