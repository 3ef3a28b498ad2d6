/// <reference types="zod-openapi" />
/** The parts that entries, holds and quotes are made of. */
import * as z from 'zod/mini';
import { grantSources } from '../../domain/account/grant.ts';
import { credits, text } from './answer-parts.ts';

export const slice = z
  .strictObject({
    grantId: text,
    source: z.enum(grantSources),
    credits,
    forfeited: z.optional(
      z.literal(true).check(z.meta({ description: 'The grant had ended: these credits are lost.' })),
    ),
  })
  .check(z.meta({ id: 'Slice', description: 'What one grant paid, or got back.' }));

export const line = z
  .strictObject({ sku: text, quantity: z.number().check(z.minimum(0)), credits })
  .check(z.meta({ id: 'PriceLine', description: 'A line’s share of the debit; the shares add up exactly.' }));
