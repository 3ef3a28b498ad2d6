/** The smallest request of each kind, and the refusal that answers it. */
import { credits, openedAccount, requestNamed } from './fixtures.ts';

export const request = requestNamed('key');
export const cost = { kind: 'priced', category: 'ai', credits: credits(1) } as const;

export const holding = { ...request, cost, lifeMs: 1_000, whenExhausted: 'pause' } as const;
export const kept = { usageId: 'logs', sku: 'platform.logs', quantity: 1n };
export const tariff = {
  kind: 'tariff',
  tariff: { credits: credits(1), per: 1, unitMs: 1_000, rateCard: 'card' },
} as const;

export const account = openedAccount();

export function refusalFor(reason: string, more: object = {}): object {
  return { kind: 'refused', refusal: { reason, ...more } };
}
