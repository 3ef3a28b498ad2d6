/**
 * R26: gate, quote, debit and authorization say the same of an amount, whatever state the account is in; and of a refusal, doing
 * exactly the smallest way back lets the very same request through.
 */
import { expect, it } from 'vitest';
import { gate } from '../../../shared/domain/decisions/check-access.ts';
import { affordability } from '../../../shared/domain/decisions/quote-usage.ts';
import { decideAuthorize } from '../../support/builders/decisions.ts';
import { requestNamed, startMs } from '../../support/builders/fixtures.ts';
import { ask, contextOf, debited, randomOf, stateOf } from '../../support/builders/random-state.ts';

it('gate, quote, debit and authorization agree about the same amount, category and dimensions', () => {
  const seen = new Map<string, number>();
  let quarantined = 0;
  for (let seed = 1; seed <= 10_000; seed += 1) {
    const random = randomOf(seed);
    const state = stateOf(random);
    const question = ask(random);
    const decision = debited(state, question, 'ask');
    const cost = { kind: 'priced' as const, category: question.category, credits: question.credits };
    const work = { ...question, cost, lifeMs: 60_000, whenExhausted: 'pause' as const };
    const held = decideAuthorize(state.account, { ...requestNamed('ask'), ...work }, contextOf(state));
    // What storage answers before anything is decided.
    const quarantine = random(25) === 0 ? { sinceMs: startMs, findings: [] } : undefined;
    const verdict = gate(state.account, question, contextOf(state), quarantine).verdicts[question.category];
    const quote = affordability(state.account, question, contextOf(state), quarantine);
    if (quarantine !== undefined) {
      expect([verdict, quote.obstacle], `state ${seed}`).toMatchObject([
        { reason: 'quarantined' },
        { reason: 'account-quarantined' },
      ]);
      quarantined += 1;
      continue;
    }
    const said = decision.kind === 'refused' ? decision.refusal.reason : 'passes';
    seen.set(said, (seen.get(said) ?? 0) + 1);
    const gateSays = verdict.isAllowed
      ? 'passes'
      : ({ closed: 'account-closed', exhausted: 'insufficient-credits' }[verdict.reason as 'closed'] ?? verdict.reason);
    const authorized = held.kind === 'refused' ? held.refusal.reason : 'passes';
    expect([gateSays, quote.obstacle?.reason ?? 'passes', authorized], `state ${seed}`).toEqual([said, said, said]);
  }
  for (const each of ['passes', 'account-closed', 'limit-reached', 'insufficient-credits'])
    expect(seen.get(each) ?? 0, each).toBeGreaterThan(100);
  expect(quarantined).toBeGreaterThan(100);
}, 120_000);
