/** CloudEvents that come in over HTTP, in the shape of OpenMeter: what is kept, and what is answered (R36). */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { cloudEvent, ingestEvents } from '../../support/builders/intake-requests.ts';
import { startIntake } from '../../support/engines/intake-function.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'SILENT';
  process.env['METRICS_DISABLED'] = 'true';
  process.env['USAGE_METERS'] = JSON.stringify({
    prompt: { sku: 'ai.gpt-4o.output-token', value: '$.tokens', dimensions: { model: '$.model' } },
  });
});

const single = 'application/cloudevents+json';
const batch = 'application/cloudevents-batch+json';
const json = 'application/json';

const { kept, tell, reset } = startIntake();
beforeEach(reset);

describe('CloudEvents in the shape of OpenMeter', () => {
  it.each([
    [single, cloudEvent(), 1],
    [`${single}; charset=UTF-8`, cloudEvent(), 1],
    [batch, [cloudEvent(), cloudEvent({ id: '2' })], 2],
    [batch, [], 0],
    [json, cloudEvent(), 1],
    [json, [cloudEvent(), cloudEvent({ id: '2' })], 2],
  ])('as %s are kept before they are answered by 204 and nothing', async (type, value, count) => {
    const { statusCode, bytes } = await tell(ingestEvents, { type, body: JSON.stringify(value) });
    expect([statusCode, bytes.length, kept.length]).toEqual([204, 0, count]);
  });

  it('count by the meter of their type: quantity and dimensions by paths, the quantity as text too', async () => {
    const data = { tokens: '123456', model: 'gpt4' };
    await tell(ingestEvents, { type: single, body: JSON.stringify(cloudEvent({ type: 'prompt', time: null, data })) });
    expect(kept).toEqual([
      {
        accountId: 'acme',
        event: {
          id: '1',
          source: 'chat',
          accountId: 'acme',
          usage: [{ sku: 'ai.gpt-4o.output-token', quantity: '123456' }],
          dimensions: { model: 'gpt4' },
        },
      },
    ]);
  });

  it('are kept though others of their list can’t be read, which the answer names', async () => {
    const body = JSON.stringify([cloudEvent(), cloudEvent({ subject: undefined }), cloudEvent({ id: '3', data: {} })]);
    const { statusCode, headers, bytes } = await tell(ingestEvents, { type: batch, body });
    expect([statusCode, headers['content-type']]).toEqual([400, 'application/problem+json']);
    const problem = JSON.parse(bytes.toString());
    expect(problem).toMatchObject({ code: 'invalid-request', retryable: false });
    expect(problem.errors.map(({ field }: { field: string }) => field)).toEqual(['[1].subject', '[2].usage']);
    expect(problem.detail).toContain('The other events, 1, are kept.');
    expect(kept.map(({ event }) => event)).toMatchObject([{ id: '1' }]);
  });

  it.each([
    [single, '{', /can’t be read/],
    [single, '[]', /list/],
    [batch, '{}', /list/],
    [single, JSON.stringify(cloudEvent({ specversion: '0.3' })), /specversion/],
    [single, JSON.stringify(cloudEvent({ data: { credits: -1, category: 'ai' } })), /credits/],
    ['text/plain', '{}', /Content-Type/],
    [single, Buffer.from([0xff, 0x22]), /can’t be read/],
  ])('%s that are none are refused: %s', async (type, body, reason) => {
    const { statusCode, bytes } = await tell(ingestEvents, { type, body });
    expect([statusCode, kept.length]).toEqual([400, 0]);
    expect(JSON.parse(bytes.toString()).detail).toMatch(reason);
  });
});
