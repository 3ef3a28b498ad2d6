import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { handler as debitCredits } from '../../functions/api/debit-credits.ts';
import { handler as openAccount } from '../../functions/api/open-account.ts';
import { defaultEngine } from '../../infra/local/engine.ts';
import { routes } from '../../shared/contract/routes/routes.ts';
import { provideServices } from '../../shared/runtime/services.ts';
import { startMs } from '../support/builders/fixtures.ts';
import type { SentEvent } from '../support/builders/gateway-event.ts';
import { startTestStore, type TestStore } from '../support/engines/engines.ts';
import { debit, expectCounted, headers, invoke, params, planted } from '../support/service/observed-request.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'DEBUG';
  process.env['METRICS_DISABLED'] = 'false';
});

describe('a request that is answered', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await startTestStore(defaultEngine());
    provideServices({ store: store.newStore(), nowMs: () => startMs });
  });
  afterAll(() => store.stop());

  it('leaves one count, no log line, and nothing of the caller’s in it', async () => {
    const opened = await invoke(openAccount, routes.openAccount, { params, body: { planId: 'team' } });
    expectCounted(opened, 'open-account', 'ok');
    const key = { headers: { ...headers, 'idempotency-key': `${planted.key} 2` } };
    const first = await invoke(debitCredits, routes.debitCredits, { params, body: debit, ...key });
    expect(first.answer.statusCode).toBe(201);
    expectCounted(first, 'debit-credits', 'ok');
    const again = await invoke(debitCredits, routes.debitCredits, { params, body: debit, ...key });
    expect(again.answer.body).toBe(first.answer.body);
    expectCounted(again, 'debit-credits', 'replayed');
    expect([...opened.logs, ...first.logs, ...again.logs]).toEqual([]);
  });

  it('with a refusal is counted by the refusal’s name', async () => {
    const key = { headers: { ...headers, 'idempotency-key': `${planted.key} 3` } };
    const tooMuch = await invoke(debitCredits, routes.debitCredits, {
      params,
      body: { ...debit, credits: 5e6 },
      ...key,
    });
    expect(tooMuch.answer.statusCode).toBe(402);
    expectCounted(tooMuch, 'debit-credits', 'insufficient-credits');
    const reused = await invoke(debitCredits, routes.debitCredits, { params, body: debit, ...key });
    expectCounted(reused, 'debit-credits', 'idempotency-key-reused');
    const unknown = await invoke(debitCredits, routes.debitCredits, {
      params: { accountId: `${planted.account}.2` },
      body: debit,
    });
    expectCounted(unknown, 'debit-credits', 'account-not-found');
    expect([...tooMuch.logs, ...reused.logs, ...unknown.logs]).toEqual([]);
  });

  it('that is not valid is counted, and what was wrong with it is the caller’s alone to read', async () => {
    const invalid: readonly Partial<SentEvent & { readonly body: unknown }>[] = [
      { body: { ...debit, [planted.name]: planted.reason } },
      { body: { ...debit, category: planted.reason } },
      { text: `{"${planted.reason}` },
      { body: debit, params: { accountId: `${planted.account} ` } },
      { body: debit, headers: { ...headers, 'content-type': planted.header } },
    ];
    for (const sent of invalid) {
      const seen = await invoke(debitCredits, routes.debitCredits, { params, ...sent });
      expect(seen.answer.statusCode).toBe(400);
      expectCounted(seen, 'debit-credits', 'invalid-request');
      expect(seen.logs).toEqual([]);
    }
    const keyless = await invoke(debitCredits, routes.debitCredits, { params, body: debit, headers: {} });
    expectCounted(keyless, 'debit-credits', 'idempotency-key-invalid');
  });
});
