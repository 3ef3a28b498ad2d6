/** LiteLLM’s callback over HTTP: what is kept, and what is put aside (R36). */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readUsageMessage } from '../../../shared/runtime/usage/read-usage-message.ts';
import { holderOf, takeLiteLlmLogs } from '../../support/builders/intake-requests.ts';
import { startIntake } from '../../support/engines/intake-function.ts';
import { usageRecord } from '../../support/engines/usage-queue.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'SILENT';
  process.env['METRICS_DISABLED'] = 'true';
  process.env['PROJECTS'] = 'trial:test';
});

const json = 'application/json';

const { kept, aside, tell, reset } = startIntake();
beforeEach(reset);

describe('LiteLLM’s callback', () => {
  const payload = {
    id: 'chatcmpl-1',
    call_type: 'acompletion',
    status: 'success',
    model: 'gpt-4o',
    prompt_tokens: 374,
    completion_tokens: 44,
    startTime: 1_767_225_600.1,
    endTime: 1_767_225_601.5,
    response_cost: 0.001,
    end_user: 'ada',
    messages: [{ role: 'user', content: 'a secret' }],
    metadata: { user_api_key_team_id: 'acme', usage_object: { prompt_tokens_details: { cached_tokens: 100 } } },
  };
  const lines = [payload, { ...payload, id: 'chatcmpl-2' }].map((each) => JSON.stringify(each)).join('\n');

  it.each([
    ['a list', JSON.stringify([payload, null, { ...payload, id: 'chatcmpl-2' }]), 2],
    ['lines', lines, 2],
    ['one', JSON.stringify(payload), 1],
  ])('sends payloads as %s', async (_, body, count) => {
    const { statusCode, bytes } = await tell(takeLiteLlmLogs, { type: json, body });
    expect([statusCode, bytes.toString()]).toEqual([200, `{"kept":${count},"putAside":0}`]);
    expect(kept[0]).toMatchObject({
      accountId: 'acme',
      event: { source: 'litellm', id: 'chatcmpl-1', tokens: { input: 274, cachedInput: 100, output: 44 } },
    });
  });

  it('has what can’t be read put aside, without what people said', async () => {
    const body = JSON.stringify([
      { ...payload, metadata: {} },
      { ...payload, prompt_tokens: 0, completion_tokens: 0 },
      7,
    ]);
    const { statusCode, bytes } = await tell(takeLiteLlmLogs, { type: json, body });
    expect([statusCode, bytes.toString(), kept.length]).toEqual([200, '{"kept":0,"putAside":3}', 0]);
    expect(aside.map(({ reason }) => reason)).toEqual(['unreadable', 'unreadable', 'unreadable']);
    expect(aside.map(({ detail }) => detail.split(' ')[0])).toEqual(['accountId', 'tokens', 'body']);
    expect(JSON.stringify(aside)).not.toContain('a secret');
  });

  it('is of the project of its address, what was put aside and mended too', async () => {
    const unknown = { ...payload, metadata: {} };
    await tell(takeLiteLlmLogs, { type: json, body: JSON.stringify([payload, unknown]), stage: 'trial' });
    expect(kept).toMatchObject([{ event: { project: 'trial' } }]);

    const mended = { ...JSON.parse(aside[0]?.body ?? ''), metadata: payload.metadata };
    const [again] = readUsageMessage(usageRecord({ messageId: 'm', body: JSON.stringify(mended), sentMs: 0 }));
    expect(again).toMatchObject({ kind: 'read', event: { accountId: 'acme', project: 'trial' } });
  });

  it('puts nothing aside that would be read otherwise when it is sent on: not as an event of somebody else’s account', async () => {
    const event = { accountId: 'globex', id: 'x', source: 's', credits: 5, category: 'ai' };
    const cloud = { specversion: '1.0', type: 't', subject: 'globex', source: 's', data: event };
    const body = JSON.stringify([event, cloud, { ...payload, ...cloud, metadata: {} }, [event], { resourceSpans: [] }]);
    const authorizer = holderOf({ accountIds: ['acme'] });
    expect((await tell(takeLiteLlmLogs, { type: json, body, authorizer })).statusCode).toBe(200);
    expect([kept.length, aside.length]).toEqual([0, 5]);
    for (const message of aside)
      expect(readUsageMessage(usageRecord({ messageId: 'm', body: message.body, sentMs: 0 }))).toMatchObject([
        { kind: 'unreadable' },
      ]);
    const others = { ...payload, prompt_tokens: 0, completion_tokens: 0, metadata: { user_api_key_team_id: 'globex' } };
    expect((await tell(takeLiteLlmLogs, { type: json, body: JSON.stringify(others), authorizer })).statusCode).toBe(
      403,
    );
  });

  it('counts nothing of calls that failed, or that its own cache answered', async () => {
    const body = JSON.stringify([
      { ...payload, status: 'failure' },
      { ...payload, cache_hit: true },
    ]);
    await tell(takeLiteLlmLogs, { type: json, body });
    expect([kept, aside]).toEqual([[], []]);
  });
});
