/** The client's three ways in for usage, against the function that takes it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createUsageClient, type UsageCloudEvent } from '../../shared/client/entries/usage.ts';
import { intakeExamples } from '../../shared/contract/openapi/openapi-intake.ts';
import { startIntake } from '../support/engines/intake-function.ts';

const intake = startIntake();
beforeEach(() => intake.reset());

const url = 'http://127.0.0.1:4400';
let isDown = false;

/** Carries a request to the function, as the API does. */
const toIntake: typeof fetch = async (target, { headers, body } = {}) => {
  if (isDown) throw new Error('no connection');
  const type = new Headers(headers).get('content-type') ?? '';
  const route = { method: 'POST', path: new URL(String(target)).pathname } as const;
  const told = await intake.tell(route, { type, body: String(body) });
  const answered = new Headers(Object.entries(told.headers).map(([name, value]) => [name, String(value)]));
  return new Response(told.statusCode === 204 ? null : new Uint8Array(told.bytes), {
    status: told.statusCode,
    headers: answered,
  });
};

const still = { sleep: async () => {}, random: () => 0, monotonicMs: () => 0, nowMs: () => 0 };
const usage = createUsageClient({ url, fetch: toIntake, surroundings: still, credentials: async () => undefined });
const event = intakeExamples['ingest-events']['application/json'] as UsageCloudEvent;

describe('a client of usage', () => {
  it('tells of one event or many, which are kept before it is answered', async () => {
    expect(await usage.ingestEvents(event)).toEqual({ kind: 'done', value: undefined, isReplay: false });
    expect(await usage.ingestEvents([event, { ...event, id: 'other' }])).toMatchObject({ kind: 'done' });
    expect(intake.kept.map(({ accountId }) => accountId)).toEqual(['acme', 'acme', 'acme']);
  });

  it('is told which events of a list can’t be read, while the others are kept', async () => {
    const { data: _data, ...empty } = event;
    const answer = await usage.ingestEvents([event, { ...empty, id: 'empty' }]);
    expect(answer).toMatchObject({ kind: 'refused', problem: { code: 'invalid-request', retryable: false } });
    expect(answer.kind === 'refused' && answer.problem.errors?.[0]?.field).toMatch(/^\[1\]/);
    expect(intake.kept).toHaveLength(1);
  });

  it('tells of calls by their spans, and is told how many can’t be read', async () => {
    const traces = intakeExamples['export-traces']['application/json'] as { readonly resourceSpans: readonly object[] };
    expect(await usage.exportTraces(traces)).toEqual({ kind: 'done', value: {}, isReplay: false });
    expect(intake.kept).toHaveLength(1);

    const unnamed = JSON.parse(JSON.stringify(traces).replace('credits.account.id', 'team'));
    expect(await usage.exportTraces(unnamed)).toMatchObject({ value: { partialSuccess: { rejectedSpans: '1' } } });
    expect(await usage.exportTraces({ resourceSpans: 7 } as never)).toMatchObject({
      kind: 'refused',
      problem: { code: 'invalid-request', status: 400 },
    });
  });

  it('tells of calls by LiteLLM’s payloads, and is told how many were put aside', async () => {
    const payloads = intakeExamples['take-lite-llm-logs']['application/json'];
    expect(await usage.takeLiteLlmLogs([...payloads, { id: 'no payload' }])).toMatchObject({
      kind: 'done',
      value: { kept: 1, putAside: 1 },
    });
    expect(intake.aside).toHaveLength(1);
  });

  it('says that it had no answer, where there is none', async () => {
    isDown = true;
    await expect(usage.ingestEvents(event)).rejects.toThrow('no answer from');
    isDown = false;
  });
});
