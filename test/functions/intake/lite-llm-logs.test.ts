/** LiteLLM’s callback over HTTP: what is kept, and what is put aside (R36). */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { takeLiteLlmLogs } from '../../support/builders/intake-requests.ts';
import { startIntake } from '../../support/engines/intake-function.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'SILENT';
  process.env['METRICS_DISABLED'] = 'true';
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

  it('counts nothing of calls that failed, or that its own cache answered', async () => {
    const body = JSON.stringify([
      { ...payload, status: 'failure' },
      { ...payload, cache_hit: true },
    ]);
    await tell(takeLiteLlmLogs, { type: json, body });
    expect([kept, aside]).toEqual([[], []]);
  });
});
