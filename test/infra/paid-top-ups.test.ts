/** A stage whose provider pays for automatic top-ups has one rule more, and rights that another hasn’t. */
import { beforeAll, describe, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { livePayments } from '../support/builders/payment-settings.ts';
import { type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

describe('a stage whose provider pays for automatic top-ups', () => {
  let paying: SynthesizedStack;
  let taking: SynthesizedStack;
  beforeAll(() => {
    taking = synthesize({ ...stages.prod, payments: livePayments });
    paying = synthesize({ ...stages.prod, payments: { ...livePayments, paysTopUps: true } });
  }, 120_000);
  const rules = (stack: SynthesizedStack) =>
    stack
      .resources('AWS::Events::Rule')
      .filter(([, { Properties }]) => JSON.stringify(Properties.EventPattern).includes('TopUpRequested'));
  const settler = (stack: SynthesizedStack) =>
    JSON.stringify(stack.resources('AWS::IAM::Role').filter(([id]) => id.includes('settle')));

  it('hands what is asked for to the worker that settles payments, with the same dead letters', () => {
    expect(paying.findings).toEqual([]);
    expect(rules(paying)).toMatchObject([
      [
        expect.stringContaining('payments/'),
        { Properties: { EventPattern: { source: ['credits'], 'detail-type': ['TopUpRequested'] } } },
      ],
    ]);
    const [target] = rules(paying)[0]?.[1].Properties.Targets ?? [];
    expect(target).not.toHaveProperty('InputPath');
    expect(JSON.stringify(target.DeadLetterConfig)).toContain('deadletters');
    expect(rules(taking)).toEqual([]);
  });

  it('lets that worker keep offers and failures, and another one not', () => {
    expect(settler(paying)).toMatch(/TOP-UP#/);
    expect(settler(taking)).not.toMatch(/TOP-UP#/);
  });

  it('keeps the cards of its checkouts, and tries those that are new, and another one does neither', () => {
    const keeping = (stack: SynthesizedStack) =>
      stack
        .resources('AWS::Lambda::Function')
        .filter(([, { Properties }]) => Properties.Environment?.Variables?.STRIPE_KEEPS_CARDS === 'true')
        .map(([id]) => id);
    expect(keeping(paying)).toMatchObject([
      expect.stringContaining('payments'),
      expect.stringContaining('settlepayments'),
    ]);
    expect(keeping(taking)).toEqual([]);
  });
});
