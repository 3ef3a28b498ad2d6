/// <reference types="zod-openapi" />
/** The name and the external id of an account, and who set them. */
import * as z from 'zod/mini';
import { type AccountDetails, type DetailsChange, detailMembers } from '../../domain/account/account-details.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';

import { type AnswerOf, instant, text } from './answer-parts.ts';

/** A change of them. @internal */
export const detailsChange = z.strictObject({
  at: instant,
  caller: text,
  actor: z.optional(text),
  members: z.array(z.enum(detailMembers)).check(z.meta({ description: 'Those that became another, or went.' })),
});

export const accountDetails = z
  .strictObject({
    accountId: text,
    name: z.optional(text),
    externalId: z.optional(text),
    changes: z.array(detailsChange).check(z.meta({ description: 'The last twenty, the newest first.' })),
  })
  .check(z.meta({ id: 'AccountDetails' }));

export function accountDetailsJson({
  accountId,
  name,
  externalId,
  changes,
}: AccountDetails & { readonly accountId: string }): AnswerOf<typeof accountDetails> {
  return {
    accountId,
    name,
    externalId,
    changes: changes.map(detailsChangeJson),
  };
}

/** @internal */
export function detailsChangeJson({ atMs, caller, actor, members }: DetailsChange): AnswerOf<typeof detailsChange> {
  return { at: instantText(atMs), caller, actor, members };
}
