/** A grant of a plan and one of a pack. */
import { type Grant, newGrant } from '../../../shared/domain/account/grant.ts';
import { microcredits } from '../../../shared/domain/amount.ts';

export function grant(grantId: string, granted: number, over: Partial<Grant> = {}): Grant {
  return { ...newGrant(grantId, microcredits(granted), 100, 1), ...over };
}

export const plan = grant('plan-0', 10);
export const pack = grant('add-on-2', 10, { createdSeq: 2 });
export const both = [pack, plan];
