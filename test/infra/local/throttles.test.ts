/** Throttles of a stage on this machine: what is beyond them is turned away, and the rest answered as ever. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localThrottles } from '../../../infra/local/throttles.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';

const one = { ratePerSecond: 1, burst: 1 };
const throttle = {
  usual: { ratePerSecond: 10, burst: 3 },
  heavy: { ratePerSecond: 2, burst: 2 },
  batch: one,
  rare: one,
};

describe('a bucket', () => {
  const usual = { id: 'debit-credits', weight: 'usual' } as const;
  const heavy = { id: 'read-usage', weight: 'heavy' } as const;

  it('lets a burst through, and then as many a second as the stage says', () => {
    let nowMs = 0;
    const throttles = localThrottles(throttle, () => nowMs);
    const letThrough = (count: number): number =>
      Array.from({ length: count }, () => throttles.lets('default', usual)).filter(Boolean).length;

    expect(letThrough(10)).toBe(3);
    nowMs += 99;
    expect(letThrough(10)).toBe(0);
    nowMs += 1;
    expect(letThrough(10)).toBe(1);
    nowMs += 60_000;
    expect(letThrough(10)).toBe(3);
  });

  it('is each heavy route’s own, and each project’s; those of the usual weight share one', () => {
    const throttles = localThrottles(throttle, () => 0);
    const until = (project: string, route: Parameters<typeof throttles.lets>[1]): number => {
      let count = 0;
      while (throttles.lets(project, route)) count += 1;
      return count;
    };

    expect(until('default', heavy)).toBe(2);
    expect(until('default', { ...heavy, id: 'list-ledger' })).toBe(2);
    expect(until('trial', heavy)).toBe(2);
    expect(until('default', usual)).toBe(3);
    expect(until('default', { id: 'quote' })).toBe(0);
  });
});

describe('the service', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService({ throttles: localThrottles(throttle, () => 0) });
  });
  afterAll(() => service.stop());

  it('answers 429 as API Gateway does, and what was turned away changed nothing', async () => {
    for (let count = 0; count < 3; count += 1) await debit(service);
    // The gateway's own answer, which is no problem of the contract.
    const beyond = await fetch(`${service.url}/accounts/demo/debits`, { method: 'POST' });
    expect([beyond.status, await beyond.text()]).toEqual([429, '{"message":"Too Many Requests"}']);
    // Heavy routes have a bound of their own.
    const { status, json } = await service.call('GET', '/accounts/demo/ledger?type=debit');
    expect([status, json.entries.length]).toEqual([200, 3]);
  });
});

async function debit({ call }: TestService): Promise<void> {
  const { status, text } = await call('POST', '/accounts/demo/debits', {
    key: randomUUID(),
    body: { credits: 1, category: 'ai' },
  });
  expect(status, text).toBe(201);
}
