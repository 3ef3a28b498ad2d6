/** Limits by policy, and uses that they are asked for, as somebody asks for them. */
import { debitCredits } from '../../../../shared/operations/debit-credits.ts';
import { setLimit } from '../../../../shared/operations/set-limit.ts';
import { credits } from '../../../support/builders/fixtures.ts';
import { asking } from './account-commands.ts';
import type { Command } from './scene.ts';

export function limitEach(key: string, amount: number): Command {
  const scope = { dimension: { name: 'user', each: true }, period: 'day' } as const;
  return asking(key, (ask, store, nowMs) =>
    setLimit(store, { ...ask, limitId: 'each', scope, credits: credits(amount) }, nowMs),
  );
}

export function debitOf(key: string, user: string, amount: number): Command {
  const charge = { credits: credits(amount), category: 'ai' } as const;
  return asking(key, (ask, store, nowMs) => debitCredits(store, { ...ask, charge, dimensions: { user } }, nowMs));
}
