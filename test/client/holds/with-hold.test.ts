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

describe('withHold', () => {
  it('charges what the work says it used, the estimate when it says nothing, and hands its value on', async () => {
    const options = await optionsFor('says');

    const said = await withHold(options, (work) => {
      work.use({ credits: 1.5 });
      return 'value';
    });
    const silent = await withHold(options, () => 'silent');
    const free = await withHold({ ...options, whenSilent: 'nothing' }, () => 'free');

    expect(said).toMatchObject({ kind: 'done', value: 'value', settlement: { kind: 'captured' } });
    expect(silent).toMatchObject({ kind: 'done', settlement: { kind: 'captured' } });
    expect(free).toMatchObject({ kind: 'done', settlement: { kind: 'released' } });
    expect(await availableSettled(service, 'says')).toBe(93.5);
  });

  it('does not run what isn’t funded', async () => {
    let isRun = false;
    const options = await optionsFor('poor', { estimate: { credits: 101, category: 'ai' } });

    const outcome = await withHold(options, () => {
      isRun = true;
    });

    expect(outcome).toMatchObject({ kind: 'refused', problem: { code: 'insufficient-credits', shortfall: 1 } });
    expect(isRun).toBe(false);
  });

  it('throws on what the work threw, charged with what it had said', async () => {
    const options = await optionsFor('throws');
    const throwing = withHold(options, (work) => {
      work.use({ credits: 2 });
      throw new Error('halfway');
    });

    await expect(throwing).rejects.toThrow('halfway');
    expect(await availableSettled(service, 'throws')).toBe(98);
  });

  it.each<readonly [string, Parameters<Parameters<Parameters<typeof withHold>[1]>[0]['use']>[0], number, string]>([
    ['a sum of doubles, without its noise', { credits: 0.1 + 0.2 }, 99.7, 'captured'],
    ['less than a microcredit, as one', { credits: 0.000_000_1 }, 99.999_999, 'captured'],
    ['nothing for zero', { credits: 0 }, 100, 'released'],
    ['nothing for no usage', { usage: [{ sku: 'ai.gpt-4o.output-token', quantity: 0 }] }, 100, 'released'],
    ['lines of one SKU together', { usage: twice('ai.gpt-4o.output-token', 500) }, 99, 'captured'],
    ['the estimate for a SKU without a price', { usage: twice('ai.unknown.token', 1) }, 95, 'captured-estimate'],
    [
      'the estimate for another category',
      { usage: twice('platform.data-retention.gb-hour', 1) },
      95,
      'captured-estimate',
    ],
    ['the estimate for what is no number', { credits: Number.NaN }, 95, 'captured-estimate'],
    ['the estimate for less than nothing', { credits: -1 }, 95, 'captured-estimate'],
    ['the estimate for a cost that isn’t there', untyped({ credits: null }), 95, 'captured-estimate'],
    ['the estimate for an amount without a word', untyped({ credits: '' }), 95, 'captured-estimate'],
    ['the estimate for usage that isn’t there', untyped({ usage: undefined }), 95, 'captured-estimate'],
    ['the estimate for a line without a SKU', untyped({ usage: [{ quantity: 1 }] }), 95, 'captured-estimate'],
    [
      'the estimate for a quantity of no number',
      untyped({ usage: [{ sku: 'a.b', quantity: null }] }),
      95,
      'captured-estimate',
    ],
    ['an amount in text', untyped({ credits: '2.5' }), 97.5, 'captured'],
    ['all there is for more than that', { credits: 250 }, 0, 'captured-short'],
  ])('charges %s, and keeps the work’s value', async (name, charge, available, kind) => {
    const accountId = `round-${name.replaceAll(/\W+/g, '-')}`;
    const troubles: unknown[] = [];
    const options = await optionsFor(accountId, { onUnsettled: (trouble) => troubles.push(trouble) });

    const outcome = await withHold(options, (work) => {
      work.use(charge);
      return 'kept';
    });

    expect(outcome).toMatchObject({ kind: 'done', value: 'kept', settlement: { kind } });
    expect(await availableSettled(service, accountId)).toBe(available);
    expect(troubles).toHaveLength(kind === 'captured' || kind === 'released' ? 0 : 1);
  });
});

function twice(sku: string, quantity: number) {
  return [
    { sku, quantity },
    { sku, quantity },
  ];
}

/** As callers without types say it. */
function untyped(charge: object): { credits: number } {
  return JSON.parse(JSON.stringify(charge, (_name, value) => (value === undefined ? null : value)));
}
