/** A spending limit as a person tells it, and as it is asked for. */
import type { CreditsClient } from '../../../shared/client/credits-client.ts';
import type { Category } from '../../../shared/domain/catalogue/rate-card.ts';
import { present } from '../../../shared/domain/present.ts';
import type { Limits } from '../reading/shapes.ts';
import type { Act } from './use-act.ts';

export type Limit = Limits['limits'][number];
type LimitBody = Parameters<CreditsClient['setLimit']>[0]['body'];

/** Each as it stands in its field. */
export interface LimitTerms {
  readonly limitId: string;
  readonly credits: string;
  readonly period: NonNullable<LimitBody['period']>;
  /** Everything when it is empty. */
  readonly category: Category | '';
  readonly dimension: string;
  /** Each value for itself when it is empty. */
  readonly value: string;
}

export const newTerms: LimitTerms = { limitId: '', credits: '', period: 'day', category: '', dimension: '', value: '' };

export function termsOf({ limitId, credits, period, category, dimension }: Limit): LimitTerms {
  return {
    limitId,
    credits: String(credits),
    period: period ?? 'cycle',
    category: category ?? '',
    dimension: dimension?.name ?? '',
    value: dimension?.value ?? '',
  };
}

/** True of a limit whose terms the form can’t hold: for values that begin alike, or with an end. */
export function isBeyondForm({ dimension, endsAt }: Limit): boolean {
  return dimension?.prefix !== undefined || endsAt !== undefined;
}

/** Undefined while something is missing. */
export function limitAct(accountId: string, terms: LimitTerms): Act | undefined {
  const limitId = terms.limitId.trim();
  const credits = Number(terms.credits);
  if (limitId === '' || !(credits > 0)) return undefined;
  return setting(accountId, limitId, bodyOf(terms, credits));
}

/** Puts a limit as it was before. */
export function settingBack(accountId: string, { limitId, credits, category, dimension, period, endsAt }: Limit): Act {
  return setting(accountId, limitId, {
    credits,
    ...present({ category, period, endsAt }),
    ...present({ dimension: dimension as LimitBody['dimension'] }),
  });
}

export function removalAct(accountId: string, limitId: string): Act {
  return {
    name: 'remove-limit',
    content: limitId,
    send: (client, idempotencyKey) => client.removeLimit({ accountId, limitId, idempotencyKey }),
  };
}

function setting(accountId: string, limitId: string, body: LimitBody): Act {
  return {
    name: 'set-limit',
    content: [limitId, body],
    send: (client, idempotencyKey) => client.setLimit({ accountId, limitId, body, idempotencyKey }),
  };
}

function bodyOf({ period, category, dimension, value }: LimitTerms, credits: number): LimitBody {
  const [name, meant] = [dimension.trim(), value.trim()];
  return {
    credits,
    period,
    ...present({
      category: category === '' ? undefined : category,
      dimension: name === '' ? undefined : meant === '' ? { name, each: true as const } : { name, value: meant },
    }),
  };
}
