/** Holds and charges as requests ask for them, in the domain's terms. */

import type * as z from 'zod/mini';
import type { ExhaustionPolicy } from '../../domain/account/hold.ts';
import type { Microcredits } from '../../domain/amount.ts';
import type { Category, Dimensions, Usage } from '../../domain/catalogue/rate-card.ts';
import { present } from '../../domain/present.ts';
import type { authorizeBody, ChargeBody, captureBody, reportBody } from './requests.ts';

export interface RequestedHold {
  readonly charge:
    | { readonly credits: Microcredits; readonly category: Category }
    | { readonly usage: readonly Usage[] };
  readonly lifeMs: number;
  readonly whenExhausted: ExhaustionPolicy;
  readonly extendBy?: Microcredits;
  readonly dimensions?: Dimensions;
}

export function authorizationOf(body: z.output<typeof authorizeBody>): RequestedHold {
  const { expiresInSeconds, whenExhausted, slice: extendBy, dimensions } = body;
  return {
    charge: 'usage' in body ? { usage: body.usage } : { credits: body.credits, category: body.category },
    lifeMs: expiresInSeconds * 1000,
    whenExhausted,
    ...present({ extendBy, dimensions }),
  };
}

export type RequestedCharge = { readonly credits: Microcredits } | { readonly usage: readonly Usage[] };

export function heldChargeOf(body: ChargeBody): RequestedCharge {
  return 'usage' in body ? { usage: body.usage } : { credits: body.credits };
}

export function reportOf(body: z.output<typeof reportBody>): {
  readonly charge: RequestedCharge;
  readonly leftMin?: Microcredits;
} {
  const { leftMin } = body;
  return { charge: heldChargeOf(body), ...present({ leftMin }) };
}

export function captureOf(body: z.output<typeof captureBody>): {
  readonly charge: RequestedCharge;
  readonly isLateAllowed: boolean;
} {
  return { charge: heldChargeOf(body), isLateAllowed: body.late };
}
