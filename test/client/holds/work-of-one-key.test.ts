/** Work that comes under a key of its own: once, however often it comes, and again only where the first came to nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withHold } from '../../../shared/client/holds/with-hold.ts';
import { availableSettled } from '../../support/service/settled.ts';
import { startWorkingService, type WorkingService } from '../../support/service/working-service.ts';

let service: WorkingService['service'];
let optionsFor: WorkingService['optionsFor'];

beforeAll(async () => {
  ({ service, optionsFor } = await startWorkingService());
});
afterAll(() => service.stop());

describe('work of one key', () => {
  it('charges work of one key once, however often it comes, also at the same time', async () => {
    const options = await optionsFor('message', { key: 'message of a queue' });
    const run = (credits: number) =>
      withHold(options, (work) => {
        work.use({ credits });
        return work.isRepeat;
      });

    const together = await Promise.all([run(3), run(3), run(4)]);
    const later = await run(9);
    const refused = await withHold({ ...options, whenRepeated: 'refuse' }, () => 'never');

    expect(together.map((outcome) => outcome.kind)).toEqual(['done', 'done', 'done']);
    expect(later).toMatchObject({ kind: 'done', value: true, settlement: { kind: 'settled-before' } });
    expect(refused).toMatchObject({ kind: 'repeated', hold: { state: 'captured' } });
    expect([96, 97]).toContain(await availableSettled(service, 'message'));
    const { json } = await service.call('GET', '/accounts/message/ledger');
    expect(json.entries.filter(({ type }: { type: string }) => type === 'capture')).toHaveLength(1);
  });

  it('funds work of one key anew after a run that came to nothing, and after a refusal', async () => {
    const options = await optionsFor('again', { key: 'again' });
    const failing = withHold(options, () => {
      throw new Error('not this time');
    });
    await expect(failing).rejects.toThrow('not this time');
    expect(await availableSettled(service, 'again')).toBe(100);
    expect(await withHold(options, (work) => work.isRepeat)).toMatchObject({ value: false });
    expect(await availableSettled(service, 'again')).toBe(95);

    const dear = { ...options, key: 'dear', estimate: { credits: 96, category: 'ai' } as const };
    expect((await withHold(dear, () => {})).kind).toBe('refused');
    expect((await withHold(dear, () => {})).kind).toBe('refused');
    const pack = { packId: 'burst-1000', paymentId: 'pi_again' };
    await service.call('POST', '/accounts/again/purchases', { body: pack, key: 'buy' });
    expect(await withHold(dear, () => 'funded')).toMatchObject({ kind: 'done', value: 'funded' });
  });

  it('takes any name for a key', async () => {
    const options = await optionsFor('named', { key: `ключ ${'x'.repeat(500)}` });
    await withHold(options, () => {});
    expect(await withHold(options, () => {})).toMatchObject({ settlement: { kind: 'settled-before' } });
    expect(await availableSettled(service, 'named')).toBe(95);
  });
});
