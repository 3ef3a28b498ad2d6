/** The local service's clock: it goes ahead when it is told to, and never back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../support/service/service.ts';

describe('over HTTP', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.stop());

  describe('/local/clock', () => {
    const clock = '/local/clock';

    it('tells the time, and goes ahead by an amount or to an instant', async () => {
      const start = Date.parse((await service.call('GET', clock)).json.now);
      expect(Math.abs(start - service.clock.nowMs())).toBeLessThan(5_000);
      const ahead = await service.call('POST', clock, { body: { advanceSeconds: 3_600 } });
      const aheadMs = Date.parse(ahead.json.now) - start;
      expect(aheadMs).toBeGreaterThanOrEqual(3_600_000);
      expect(aheadMs).toBeLessThan(3_605_000);
      const to = await service.call('POST', clock, { body: { now: '2031-05-06T07:08:09.000Z' } });
      expect(to.json.now).toMatch(/^2031-05-06T07:08:09\.\d{3}Z$/);
      await service.open('late');
      const { renewsAt } = (await service.call('GET', '/accounts/late')).json;
      expect(renewsAt).toMatch(/^2031-06-06T07:08:/);
    });

    it.each([
      ['nothing', '', 'body'],
      ['no JSON', '{', 'body'],
      ['a list', '[]', 'body'],
      ['neither', '{}', 'now'],
      ['a word', '{"now":"tomorrow"}', 'now'],
      ['30 February', '{"now":"2032-02-30T00:00:00.000Z"}', 'now'],
      ['the past', '{"now":"2026-01-01T00:00:00.000Z"}', 'now'],
      ['no time at all', '{"advanceSeconds":0}', 'advanceSeconds'],
      ['a step back', '{"advanceSeconds":-1}', 'advanceSeconds'],
      ['half a second', '{"advanceSeconds":0.5}', 'advanceSeconds'],
      ['centuries', '{"advanceSeconds":1e11}', 'advanceSeconds'],
      ['a text', '{"advanceSeconds":"60"}', 'advanceSeconds'],
      ['both', '{"advanceSeconds":60,"now":"2040-01-01T00:00:00.000Z"}', 'advanceSeconds'],
      ['a member too many', '{"advanceSeconds":60,"zone":"UTC"}', 'zone'],
    ])('refuses %s by name, and does not move', async (_what, text, field) => {
      const beforeMs = service.clock.nowMs();
      const reply = await service.call('POST', clock, { text });
      expect(reply.json).toMatchObject({ status: 400, code: 'invalid-request', errors: [{ field }] });
      expect(service.clock.nowMs() - beforeMs).toBeLessThan(5_000);
    });

    it('takes no other method', async () => {
      const reply = await service.call('DELETE', clock);
      expect(reply.json).toMatchObject({ status: 405, code: 'method-not-allowed' });
      expect(reply.headers.get('allow')).toBe('GET, POST');
    });
  });
});
