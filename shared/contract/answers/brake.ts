/// <reference types="zod-openapi" />
/** The brake of an account: what it watches, and who said so. */
import * as z from 'zod/mini';
import type { Brake } from '../../domain/account/brake.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, instant, text } from './answer-parts.ts';

export const brake = z
  .strictObject({
    accountId: text,
    dimension: z.optional(
      text.check(z.meta({ description: 'The dimension whose values it watches; off without one.' })),
    ),
    set: z.optional(
      z
        .strictObject({ at: instant, caller: text, actor: z.optional(text) })
        .check(z.meta({ description: 'When it was turned on, to another dimension, or off, and by whom.' })),
    ),
  })
  .check(z.meta({ id: 'Brake' }));

export function brakeJson({
  accountId,
  dimension,
  setBy,
}: Pick<Brake, 'dimension' | 'setBy'> & { readonly accountId: string }): AnswerOf<typeof brake> {
  return {
    accountId,
    dimension,
    set: setBy && { at: instantText(setBy.atMs), caller: setBy.caller, actor: setBy.actor },
  };
}
