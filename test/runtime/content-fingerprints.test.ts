import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usageRoutes } from '../../shared/contract/routes/usage.ts';
import { fingerprint } from '../../shared/domain/fingerprint.ts';
import { debitCredits } from '../../shared/operations/debit-credits.ts';
import { contentFingerprints } from '../../shared/runtime/content-fingerprints.ts';
import { credits, startMs } from '../support/builders/fixtures.ts';
import { openAccountItem } from '../support/builders/write-path.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';

const { id, body: schema } = usageRoutes.debitCredits;
const of = (body: unknown) => contentFingerprints(id, { schema, body });
const debit = { credits: 1, category: 'ai' };

describe('the fingerprint of a request', () => {
  it('is that of its content as it is, where nothing can be written otherwise', () => {
    expect(of(debit)).toEqual({ fingerprint: fingerprint(id, { body: debit }) });
  });

  it('is of the values read, and tells how they were written beside it', () => {
    const written = { ...debit, credits: '1.00', occurredAt: '2026-11-22T18:15:46Z' };
    const read = { ...debit, occurredAt: '2026-11-22T18:15:46.000Z' };
    expect(of(written)).toEqual({
      fingerprint: fingerprint(id, { body: read }),
      writtenFingerprint: fingerprint(id, { body: written }),
    });
    expect(of(written).fingerprint).toBe(of(read).fingerprint);
  });

  it('is one for one quantity of 18 digits, by number and by text', () => {
    const quantity = '123456789012.123456';
    const usage = (written: unknown) => ({ usage: [{ sku: 'a.b', quantity: written }] });
    expect(of(usage(quantity)).fingerprint).toBe(of(usage(JSON.rawJSON(quantity))).fingerprint);
    expect(of(usage(JSON.rawJSON(quantity)))).toEqual({
      fingerprint: fingerprint(id, { body: usage(JSON.rawJSON(quantity)) }),
    });
  });
});

describe.each(engines)('a fingerprint that an earlier release stored over %s', (engine) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await startTestStore(engine);
  });
  afterAll(() => test.stop());

  it('of an instant as it was written is still the same request, and no other is', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    const written = { ...debit, occurredAt: '2026-11-22T18:15:46Z' };
    const asked = {
      accountId,
      caller: 'c',
      idempotencyKey: 'k',
      charge: { credits: credits(1), category: 'ai' },
    } as const;
    const ask = (fingerprints: ReturnType<typeof of>) =>
      debitCredits(test.newStore(), { ...asked, ...fingerprints }, startMs);
    const first = await ask({ fingerprint: fingerprint(id, { body: written }) });

    expect(await ask(of(written))).toEqual({ ...first, isReplay: true });
    const refused = { kind: 'refused', refusal: { reason: 'idempotency-key-reused' } };
    expect(await ask(of({ ...written, occurredAt: '2026-11-22T18:15:47Z' }))).toMatchObject(refused);
    expect(await ask(of({ ...written, credits: '2' }))).toMatchObject(refused);
  });
});
