import { randomBytes } from 'node:crypto';
import { done, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { newSecretText, withNewSecret } from '../domain/endpoint-secret.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createEndpoints } from '../storage/endpoints.ts';
import type { ShownEndpoint } from './create-endpoint.ts';

/** Gives an endpoint another secret. Those before it sign for `overlapMs` more, beside it. */
export async function rotateEndpointSecret(
  store: AccountStore,
  { endpointId, overlapMs }: { readonly endpointId: string; readonly overlapMs: number },
  nowMs: number,
): Promise<Outcome<ShownEndpoint>> {
  const text = newSecretText(randomBytes);
  const endpoint = await createEndpoints(store.table).rewrite(endpointId, (current) =>
    current.secret.text === text ? current : { ...current, ...withNewSecret(current, { text, overlapMs, nowMs }) },
  );
  return endpoint === undefined ? refused({ reason: 'endpoint-not-found' }) : done({ endpoint, secret: text });
}
