/** A small form of `npm run usage -- --trace`: the recorded trace comes to the same sums however it comes in. */
import { expect, it, vi } from 'vitest';
import { traceSums } from './recorded-trace.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'SILENT';
  process.env['METRICS_DISABLED'] = 'true';
});

it('comes to the same sums by debits, by the queue and over HTTP in each protocol, each sent twice', async () => {
  const { debits, ...others } = await traceSums(90);
  expect(debits?.charged).toBe(90);
  expect(Object.keys(others).toSorted()).toEqual(['cloudevents', 'litellm', 'queue', 'traces-binary', 'traces-json']);
  for (const [name, sums] of Object.entries(others)) expect(sums, name).toEqual(debits);
});
