import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Reply } from '../support/service/reply.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

it('what work used and nothing covered is announced', async () => {
  await service.open('announced', 'free');
  const send = (path: string, body: unknown): Promise<Reply> =>
    service.call('POST', `/accounts/announced/${path}`, { body, key: path });
  const { json } = await send('holds', { credits: 100, category: 'ai', expiresInSeconds: 600 });
  await send(`holds/${json.hold.holdId}/capture`, { credits: 190 });

  const { events } = (await service.call('GET', '/local/events')).json;

  const told = events.filter((event: Record<string, unknown>) => event['detail-type'] === 'UseLeftUncovered');
  expect(told).toMatchObject([{ detail: { data: { holdId: json.hold.holdId, credits: 88 } } }]);
});
