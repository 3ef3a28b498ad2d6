/** Lets holders of API keys in, before the routes that their keys may reach. */

import { admitApiKey } from '../../shared/operations/admit-api-key.ts';
import { keyAuthorizer } from '../../shared/runtime/key-authorizer.ts';

export const handler = keyAuthorizer(admitApiKey);
