/// <reference types="zod-openapi" />
/** Where customers come back to from the payment provider's pages. */
import * as z from 'zod/mini';
import { packId, shortText, wholeNumber } from '../fields.ts';
import { fromText } from '../schema-parts.ts';

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

/** Packs that one checkout sells at most. */
const packsAtOnceMax = 100;
const count = wholeNumber(1, packsAtOnceMax, 'How many of the pack; one when left out.');

export const checkoutBody = z.strictObject({
  packId,
  count: z.exactOptional(count),
  returnUrl: address('Where the customer comes back to once they have paid.'),
  cancelUrl: z.exactOptional(address('Where they come back to if they don’t; `returnUrl` when left out.')),
});

export const checkoutQuery = z.strictObject({
  count: z.exactOptional(fromText(count)),
  returnUrl: z.exactOptional(
    address('Where the customer comes back to once they have paid; what the deployment says when left out.'),
  ),
  cancelUrl: z.exactOptional(address('Where they come back to if they don’t; `returnUrl` when left out.')),
});

export const customerBody = z.strictObject({
  customerId: shortText('The customer’s id with the payment provider.', 'cus_RESpYbL2nE4kQf'),
});

export const portalBody = z.strictObject({ returnUrl: address('Where the customer comes back to.') });
