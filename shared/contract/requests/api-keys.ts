/// <reference types="zod-openapi" />
/** The bodies about API keys. */
import * as z from 'zod/mini';
import { keyAccountsMax, secretOverlapMaxMs } from '../../domain/api-key.ts';
import { keyPermissions } from '../../domain/key-permission.ts';
import { present } from '../../domain/present.ts';
import { accountIdCharacters } from '../account-id.ts';
import { accountId, instant, shortText, wholeNumber } from '../fields.ts';
import { listOf, oneOf } from '../schema-parts.ts';

const prefixTakes = 'must be 1 to 128 letters, digits and . _ : @ | + = - and begin with a letter or digit';
/** The beginning of account ids. */
export const accountPrefix = z.string({ error: prefixTakes }).check(
  z.regex(new RegExp(`^[A-Za-z0-9][${accountIdCharacters}]{0,127}$`), { error: prefixTakes }),
  z.meta({
    description:
      'It reaches the accounts whose ids begin with it, those that are opened later as well. End it with what parts ids: `acme` begins `acme2`, too.',
    examples: ['acme:'],
  }),
);

export const apiKeyBody = z.strictObject({
  name: shortText('For people to tell keys by.', 'chat service, production'),
  permissions: listOf(oneOf(keyPermissions), {
    max: keyPermissions.length,
    takes: `must be a list of 1 to ${keyPermissions.length} of ${keyPermissions.join(', ')}`,
  }).check(z.meta({ description: 'What it may. Nothing else, and nothing that is added later.' })),
  accountIds: z.exactOptional(
    listOf(accountId, {
      max: keyAccountsMax,
      takes: `must be a list of 1 to ${keyAccountsMax} accounts`,
    }).check(
      z.meta({
        description:
          'The accounts that it reaches, besides those of `accountPrefix`. Where neither is given it reaches all of them, and what concerns the service.',
      }),
    ),
  ),
  accountPrefix: z.exactOptional(accountPrefix),
  expiresAt: z.exactOptional(
    instant('From this instant on it lets nobody in: ahead. It has no end of its own when left out.'),
  ),
});

const overlapMaxSeconds = secretOverlapMaxMs / 1000;

export const rotationBody = z.strictObject({
  overlapSeconds: z.exactOptional(
    wholeNumber(
      0,
      overlapMaxSeconds,
      'For so long the secrets before are taken as well, unless they end sooner: a day when left out, a week at the most. 0 ends them now, as after a leak.',
    ),
  ),
});

export function apiKeyOf({
  name,
  permissions,
  accountIds,
  accountPrefix: prefix,
  expiresAt: expiresAtMs,
}: z.output<typeof apiKeyBody>) {
  return {
    name,
    permissions: [...new Set(permissions)],
    ...present({ accountIds, accountPrefix: prefix, expiresAtMs }),
  };
}
