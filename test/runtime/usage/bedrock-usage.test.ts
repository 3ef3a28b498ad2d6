/** Records of Bedrock's invocation logs, as they are put into the queue of usage. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { usageOfRecord } from '../../../shared/runtime/usage/bedrock-usage.ts';
import { readUsageMessage } from '../../../shared/runtime/usage/read-usage-message.ts';
import { bedrockRecord, bedrockTime } from '../../support/builders/bedrock-record.ts';
import { usageRecord } from '../../support/engines/usage-queue.ts';

function textOf(line: string): string {
  return JSON.stringify(usageOfRecord(line, 's3://logs/file#7')?.event);
}

describe('a record in the queue', () => {
  it('has nothing in it of what was asked and answered', () => {
    expect(textOf(JSON.stringify(bedrockRecord()))).not.toContain('secret');
  });

  it('says where something stands that can’t be read, and not what it says', () => {
    const text = `{"schemaType":"ModelInvocationLog","secret`;
    expect(textOf(text)).toContain('s3://logs/file#7');
    expect(textOf(text)).not.toContain('secret');
  });

  it('is none of what else stands in logs', () => {
    expect(['', '{"schemaType":"Other"}', '[]', '12'].map((text) => usageOfRecord(text, 'place'))).toEqual(
      Array(4).fill(undefined),
    );
  });
});

describe('a call that no rule knew', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('is put aside as it came, and is charged from there once a rule does', () => {
    const identity = { arn: 'arn:aws:sts::111111111111:assumed-role/other/x' };
    const body = textOf(JSON.stringify(bedrockRecord({ identity })));
    const sent = usageRecord({ messageId: 'm', body, sentMs: Date.parse(bedrockTime) });
    expect(readUsageMessage(sent)).toEqual([expect.objectContaining({ kind: 'unmapped', body })]);

    vi.stubEnv('BEDROCK_CALLERS', JSON.stringify([{ identity: 'other', accountId: 'umbrella' }]));
    expect(readUsageMessage(sent)).toMatchObject([{ kind: 'read', event: { accountId: 'umbrella' } }]);
  });
});
