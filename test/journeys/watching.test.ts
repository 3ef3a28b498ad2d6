import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

describe('watched accounts', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService({ hasSchedules: false });
  });
  afterAll(() => service.stop());

  it('are at most a hundred, each once, and make room when they are watched no longer', async () => {
    await service.open('last');
    for (let count = 0; count < 100; count += 1) {
      await service.open(`watched-${count}`);
      expect((await service.call('PUT', `/watched-accounts/watched-${count}`)).json.watched).toBe(true);
    }
    expect((await service.call('PUT', '/watched-accounts/watched-5')).status).toBe(200);
    expect((await service.call('PUT', '/watched-accounts/last')).json.code).toBe('watched-accounts-limit');
    expect((await service.call('PUT', '/watched-accounts/nobody')).json.code).toBe('account-not-found');

    expect((await service.call('DELETE', '/watched-accounts/watched-5')).json.watched).toBe(false);
    expect((await service.call('PUT', '/watched-accounts/last')).status).toBe(200);
  });
});
