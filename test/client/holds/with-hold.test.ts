import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roundUpCredits } from '../../../shared/client/holds/charge.ts';
import { type WithHoldOptions, withHold } from '../../../shared/client/holds/with-hold.ts';
import { NoAnswer } from '../../../shared/client/http-client.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';
import { type SwitchableClient, switchableClient } from '../../support/service/switchable-client.ts';

let service: TestService;
let switchable: SwitchableClient;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  switchable = switchableClient(service.url);
});
afterAll(() => service.stop());

const estimate = { credits: 5, category: 'ai' } as const;

async function optionsFor(accountId: string, options: Partial<WithHoldOptions> = {}): Promise<WithHoldOptions> {
  await service.open(accountId, 'free');
  return { client: switchable.client, accountId, estimate, ...options };
}

async function remaining(accountId: string): Promise<number> {
  const { json } = await service.call('GET', `/accounts/${accountId}`);
  expect(json.held).toBe(0);
  return json.available;
}

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
    expect(await remaining('says')).toBe(93.5);
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
    expect(await remaining('throws')).toBe(98);
  });

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
    expect([96, 97]).toContain(await remaining('message'));
    const { json } = await service.call('GET', '/accounts/message/ledger');
    expect(json.entries.filter(({ type }: { type: string }) => type === 'capture')).toHaveLength(1);
  });

  it('funds work of one key anew after a run that came to nothing, and after a refusal', async () => {
    const options = await optionsFor('again', { key: 'again' });
    const failing = withHold(options, () => {
      throw new Error('not this time');
    });
    await expect(failing).rejects.toThrow('not this time');
    expect(await remaining('again')).toBe(100);
    expect(await withHold(options, (work) => work.isRepeat)).toMatchObject({ value: false });
    expect(await remaining('again')).toBe(95);

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
    expect(await remaining('named')).toBe(95);
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
    expect(await remaining(accountId)).toBe(available);
    expect(troubles).toHaveLength(kind === 'captured' || kind === 'released' ? 0 : 1);
  });

  it('begins nothing once its signal is aborted, and hands it to the work', async () => {
    const controller = new AbortController();
    const options = await optionsFor('aborts', { signal: controller.signal });
    const aborting = withHold(options, async (work) => {
      work.use({ credits: 1 });
      controller.abort(new Error('enough'));
      work.signal.throwIfAborted();
    });

    await expect(aborting).rejects.toThrow('enough');
    await expect(withHold(options, () => 'never')).rejects.toThrow('enough');
    expect(await remaining('aborts')).toBe(99);
  });

  it('keeps the value of work whose settling gets no answer, and tells of it', async () => {
    const troubles: unknown[] = [];
    const options = await optionsFor('unanswered', { onUnsettled: (trouble) => troubles.push(trouble) });
    const outcome = await withHold(options, () => {
      switchable.away();
      return 'kept';
    });
    switchable.back();

    expect(outcome).toMatchObject({ value: 'kept', settlement: { kind: 'unanswered' } });
    expect(troubles).toEqual([expect.any(NoAnswer)]);
  });
});

function twice(sku: string, quantity: number) {
  return [
    { sku, quantity },
    { sku, quantity },
  ];
}

describe('rounding', () => {
  it('is up to a microcredit, without what doubles add', () => {
    const sums: readonly (readonly [number, number])[] = [
      [0.1 + 0.2, 0.3],
      [0.1 + 0.7, 0.8],
      [1.1 + 2.2, 3.3],
      [1e-9, 0.000_001],
      [0.000_001_4, 0.000_002],
      [12.345_678, 12.345_678],
      [123_456_789.123_456_4, 123_456_789.123_457],
      [0, 0],
    ];
    expect(sums.map(([credits]) => roundUpCredits(credits))).toEqual(sums.map(([, rounded]) => rounded));
    for (let micro = 1; micro < 1e15; micro = micro * 3 + 1) expect(roundUpCredits(micro / 1e6)).toBe(micro / 1e6);
  });
});

/** As callers without types say it. */
function untyped(charge: object): { credits: number } {
  return JSON.parse(JSON.stringify(charge, (_name, value) => (value === undefined ? null : value)));
}
