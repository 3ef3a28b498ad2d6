/** Events of usage in other people's words. */
import { describe, expect, it, vi } from 'vitest';
import { readUsageMessage } from '../../../shared/runtime/usage/read-usage-message.ts';
import { usageRecord } from '../../support/engines/usage-queue.ts';

vi.hoisted(() => {
  process.env['USAGE_METERS'] = JSON.stringify({
    tokens: { sku: 'ai.gpt-4o.output-token', value: '$.count', dimensions: { user: '$.by.name' } },
    requests: { sku: 'ai.requests' },
  });
});

const sentMs = Date.parse('2026-11-22T18:15:46.680Z');
const time = new Date(sentMs).toISOString();

function read(body: unknown): ReturnType<typeof readUsageMessage> {
  return readUsageMessage(
    usageRecord({ messageId: 'm-1', body: typeof body === 'string' ? body : JSON.stringify(body), sentMs }),
  );
}

function eventOf(body: unknown): unknown {
  const [only, ...others] = read(body);
  expect(others).toEqual([]);
  return only?.kind === 'read' ? only.event : only;
}

const tokens = { input: 374, output: 44, cachedInput: 0, cacheWrite: 0 };

describe('an event in our own words', () => {
  const own = { accountId: 'acme', credits: 1.5, category: 'ai' };

  it('without an id is one by its message, the same each time that it is delivered', () => {
    const event = eventOf(own);
    expect(event).toMatchObject({ id: 'm-1', source: expect.stringContaining(':usage'), timeMs: sentMs });
    expect(eventOf(own)).toEqual(event);
  });

  it('has the identity that it says', () => {
    const event = { ...own, id: 'a', source: 'chat' };
    expect(eventOf(event)).toMatchObject({ id: 'a', source: 'chat' });
    expect(eventOf(event)).not.toHaveProperty('timeMs');
  });

  it.each([
    ['no JSON', '{'],
    ['nothing that is charged', { accountId: 'acme' }],
    ['a member that nobody knows', { ...own, amount: 3 }],
    ['an amount below zero', { ...own, credits: -1 }],
    ['a list in a list', [[own]]],
    ['null', null],
  ])('is put aside by itself where it is %s', (_, body) => {
    expect(read(body)).toEqual([expect.objectContaining({ kind: 'unreadable', detail: expect.stringMatching(/./) })]);
  });
});

describe('CloudEvents', () => {
  const cloudEvent = { specversion: '1.0', id: 'e-1', source: 'app', subject: 'acme', time };

  it('are counted by the meter of their type', () => {
    const event = { ...cloudEvent, type: 'tokens', data: { count: '12', by: { name: 'ada' } } };
    expect(eventOf(event)).toEqual({
      ...{ source: 'app', id: 'e-1', timeMs: sentMs, accountId: 'acme', dimensions: { user: 'ada' } },
      charge: { usage: [{ sku: 'ai.gpt-4o.output-token', quantity: 12_000_000n }] },
    });
    const request = { ...cloudEvent, type: 'requests', data: null };
    expect(eventOf(request)).toMatchObject({ charge: { usage: [{ sku: 'ai.requests', quantity: 1_000_000n }] } });
  });

  it('of another type say in their data what was used, and never whose it is', () => {
    const data = { model: 'gpt-4o', tokens: { input: 374, output: 44 }, accountId: 'globex' };
    expect(eventOf({ ...cloudEvent, type: 'turn', data })).toMatchObject({
      accountId: 'acme',
      charge: { model: 'gpt-4o', tokens },
    });
  });

  it('come in batches, of which only the faulty are put aside, each with its own body', () => {
    const good = { ...cloudEvent, type: 'requests' };
    const { subject: _nobody, ...faulty } = { ...good, id: 'e-2' };
    expect(read([good, faulty]).map(({ kind, body }) => [kind, body])).toEqual([
      ['read', JSON.stringify(good)],
      ['unreadable', JSON.stringify(faulty)],
    ]);
  });
});

function attribute(key: string, value: string | number): object {
  return { key, value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) } };
}

function tracesOf(...spans: readonly Readonly<Record<string, string | number>>[]): object {
  const all = spans.map((told, at) => ({
    traceId: '5b8efff798038103d269b633813fc60c',
    spanId: `eee19b7ec3c1b17${at}`,
    endTimeUnixNano: `${sentMs}000000`,
    attributes: Object.entries(told).map(([key, value]) => attribute(key, value)),
  }));
  const resource = { attributes: [attribute('credits.account.id', 'acme'), attribute('service.name', 'chat')] };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'x' }, spans: all }] }] };
}

describe('traces', () => {
  const chat = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-4o' };

  it.each([
    ['today’s conventions', { 'gen_ai.usage.input_tokens': 374, 'gen_ai.usage.output_tokens': 44 }],
    ['those of before', { 'gen_ai.usage.prompt_tokens': 374, 'gen_ai.usage.completion_tokens': 44 }],
  ])('have their token counts by %s', (_, counts) => {
    expect(eventOf(tracesOf({ ...chat, ...counts }))).toEqual({
      ...{ source: 'otlp', id: '5b8efff798038103d269b633813fc60c/eee19b7ec3c1b170', timeMs: sentMs },
      ...{ accountId: 'acme', charge: { model: 'gpt-4o', tokens }, dimensions: { service: 'chat' } },
    });
  });

  it('take the model that answered, and cached tokens out of the input that they are a part of', () => {
    const counts = { 'gen_ai.usage.input_tokens': 374, 'gen_ai.usage.cache_read.input_tokens': 300 };
    const span = { ...chat, ...counts, 'gen_ai.response.model': 'gpt-4o-2024-08-06' };
    expect(eventOf(tracesOf(span))).toMatchObject({
      charge: { model: 'gpt-4o-2024-08-06', tokens: { input: 74, cachedInput: 300, output: 0 } },
    });
  });

  it('don’t count again for an agent or a tool what their calls of models counted', () => {
    const counts = { 'gen_ai.usage.input_tokens': 374, 'gen_ai.usage.output_tokens': 44 };
    const agent = { ...counts, 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.request.model': 'gpt-4o' };
    const tool = { 'gen_ai.operation.name': 'execute_tool' };
    expect(read(tracesOf(agent, { ...chat, ...counts }, tool, { 'http.request.method': 'GET' }))).toHaveLength(1);
  });
});

describe('LiteLLM’s payloads', () => {
  const payload = {
    ...{ id: 'chatcmpl-1', trace_id: 't', call_type: 'acompletion', status: 'success', model: 'gpt-4o' },
    ...{
      prompt_tokens: 374,
      completion_tokens: 44,
      total_tokens: 418,
      endTime: sentMs / 1000,
      startTime: 0,
      end_user: 'ada',
    },
    metadata: { user_api_key_team_id: 'acme', user_api_key_user_id: 'bob' },
  };

  it('are charged to the team of their key', () => {
    expect(eventOf([payload])).toEqual({
      ...{ source: 'litellm', id: 'chatcmpl-1', timeMs: sentMs, accountId: 'acme', dimensions: { user: 'ada' } },
      charge: { model: 'gpt-4o', tokens },
    });
  });

  it('of calls that failed are nothing', () => {
    expect(read({ ...payload, status: 'failure' })).toEqual([]);
  });

  it('without a team are put aside', () => {
    expect(read({ ...payload, metadata: {} })).toMatchObject(
      [{ kind: 'unreadable', detail: /accountId/ }].map(({ kind }) => ({ kind })),
    );
  });
});
