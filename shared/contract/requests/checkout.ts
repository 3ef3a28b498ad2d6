/// <reference types="zod-openapi" />
/** Where customers come back to from the payment provider's pages. */
import * as z from 'zod/mini';
import { packId, shortText } from '../fields.ts';

const urlMax = 2_000;
const urlTakes = `must be an absolute http or https address of at most ${urlMax} characters`;

function address(description: string): z.ZodMiniString<string> {
  return z.string({ error: urlTakes }).check(
    z.maxLength(urlMax, { error: urlTakes }),
    // By `v` every bracket is escaped, as other languages want it of the document’s patterns.
    z.regex(/^https?:\/\/[A-Za-z0-9.\[\]:\-]+(\/[!-~]*)?$/v, { error: urlTakes }),
    z.refine((text) => URL.canParse(text), { error: urlTakes }),
    z.meta({ description, examples: ['https://app.example.com/credits'] }),
  );
}

export const checkoutBody = z.strictObject({
  packId,
  returnUrl: address('Where the customer comes back to once they have paid.'),
  cancelUrl: z.exactOptional(address('Where they come back to if they don’t; `returnUrl` when left out.')),
});

export const customerBody = z.strictObject({
  customerId: shortText('The customer’s id with the payment provider.', 'cus_RESpYbL2nE4kQf'),
});

export const portalBody = z.strictObject({ returnUrl: address('Where the customer comes back to.') });
