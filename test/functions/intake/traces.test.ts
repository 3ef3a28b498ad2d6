/** Traces that come in by OTLP/HTTP: which spans are usage, and what is answered (R36). */
import { gzipSync } from 'node:zlib';
import protobuf from 'protobufjs/light.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exportTraces, recordedTraces, traceOf } from '../../support/builders/intake-requests.ts';
import { startIntake } from '../../support/engines/intake-function.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'SILENT';
  process.env['METRICS_DISABLED'] = 'true';
});

const json = 'application/json';
const binary = 'application/x-protobuf';

const { kept, tell, reset } = startIntake();
beforeEach(reset);

describe('traces by OTLP/HTTP', () => {
  const event = {
    id: '5b8efff798038103d269b633813fc60c/eee19b7ec3c1b171',
    source: 'otlp',
    occurredAt: '2026-01-01T00:00:01.500Z',
    accountId: 'acme',
    model: 'gpt-4o-2024-08-06',
    tokens: { input: 274, output: 44, cachedInput: 100, cacheWrite: 0 },
    dimensions: { service: 'assistant' },
  };

  it('in binary, packed or not, count each call once, and say which spans can’t be read', async () => {
    const partial = new protobuf.Type('Partial')
      .add(new protobuf.Field('rejectedSpans', 1, 'int64'))
      .add(new protobuf.Field('errorMessage', 2, 'string'));
    const answer = new protobuf.Type('Answer').add(partial).add(new protobuf.Field('partialSuccess', 1, 'Partial'));
    for (const [body, headers] of [
      [recordedTraces, {}],
      [gzipSync(recordedTraces), { 'content-encoding': 'gzip' }],
    ] as const) {
      reset();
      const { statusCode, headers: answered, bytes } = await tell(exportTraces, { type: binary, body, headers });
      expect([statusCode, answered['content-type']]).toEqual([200, binary]);
      expect(kept).toEqual([{ accountId: 'acme', event }]);
      const { partialSuccess } = answer.toObject(answer.decode(bytes), { longs: Number });
      expect(partialSuccess.rejectedSpans).toBe(1);
      expect(partialSuccess.errorMessage).toMatch(/^span 5b8efff798038103d269b633813fc60c\/eee19b7ec3c1b173: tokens /);
    }
  });

  const account = ['credits.account.id', 'acme'] as const;
  const model = ['gen_ai.request.model', 'gpt-4o'] as const;

  it('in JSON are the same events as in binary, whatever the case of their ids', async () => {
    const used = [['gen_ai.operation.name', 'chat'] as const, ['gen_ai.usage.output_tokens', 44] as const];
    const { statusCode, headers, bytes } = await tell(exportTraces, {
      type: json,
      body: JSON.stringify(traceOf(account, model, ...used)),
    });
    expect([statusCode, headers['content-type'], bytes.toString()]).toEqual([200, json, '{}']);
    expect(kept.map((each) => each.event)).toMatchObject([{ id: event.id, tokens: { output: 44 } }]);
  });

  it.each([
    ['of before 1.27, without an operation', [['gen_ai.usage.prompt_tokens', 5]], 1],
    [
      'of an operation of a provider’s own',
      [
        ['gen_ai.operation.name', 'respond'],
        ['gen_ai.usage.input_tokens', 5],
      ],
      1,
    ],
    [
      'of a workflow, with what its calls used',
      [
        ['gen_ai.operation.name', 'invoke_workflow'],
        ['gen_ai.usage.input_tokens', 5],
      ],
      0,
    ],
    [
      'of a call that failed',
      [
        ['gen_ai.operation.name', 'chat'],
        ['error.type', 'timeout'],
      ],
      0,
    ],
    ['of something else', [['http.request.method', 'GET']], 0],
  ] as const)('with a span %s: %# events', async (_, attributes, count) => {
    const { bytes } = await tell(exportTraces, {
      type: json,
      body: JSON.stringify(traceOf(account, model, ...attributes)),
    });
    expect([bytes.toString(), kept.length]).toEqual(['{}', count]);
  });

  it('of nobody’s account are rejected, and the answer says which attribute names it', async () => {
    const body = JSON.stringify(traceOf(model, ['gen_ai.usage.output_tokens', 44]));
    const { statusCode, bytes } = await tell(exportTraces, { type: json, body });
    const { partialSuccess } = JSON.parse(bytes.toString());
    expect([statusCode, partialSuccess.rejectedSpans, kept.length]).toEqual([200, '1', 0]);
    expect(partialSuccess.errorMessage).toContain('credits.account.id');
  });

  it.each([
    [binary, Buffer.from([0x0a, 0x7f, 0x01])],
    [binary, Buffer.alloc(60_000, 0x0b)],
    [json, '{"resourceSpans":[{"scopeSpans":{}}]}'],
    [json, '{"resourceSpans":[{"scopeSpans":[{"spans":[{"endTimeUnixNano":"soon"}]}]}]}'],
  ])('%s that are none are 400, with a Status in the form of the request', async (type, body) => {
    const { statusCode, headers } = await tell(exportTraces, { type, body });
    expect([statusCode, headers['content-type'], kept.length]).toEqual([400, type, 0]);
  });

  it('of nothing at all are taken', async () => {
    for (const [type, body] of [
      [binary, ''],
      [json, '{}'],
    ] as const)
      expect((await tell(exportTraces, { type, body })).statusCode).toBe(200);
  });

  it('that unpack to more than 20 MiB are 413, and the bytes beyond are never unpacked', async () => {
    const body = gzipSync(Buffer.alloc(21 * 1024 * 1024));
    const sent = { type: binary, body, headers: { 'content-encoding': 'gzip' } };
    expect((await tell(exportTraces, sent)).statusCode).toBe(413);
  });
});
