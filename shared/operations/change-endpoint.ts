import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { disable, type Endpoint, enabled } from '../domain/endpoint.ts';
import { present } from '../domain/present.ts';
import type { Services } from '../ports/services.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createEndpoints } from '../storage/endpoints.ts';
import type { EndpointContent } from './create-endpoint.ts';
import { targetProblem } from './reading/target-problem.ts';

export interface EndpointChange extends EndpointContent {
  readonly endpointId: string;
  readonly isEnabled: boolean;
}

/**
 * Says all of an endpoint anew but its secrets, its address where that is left out, and its form. One that fails counts from the
 * beginning once it is enabled again, or told another address.
 */
export async function changeEndpoint(
  { store, news }: { readonly store: AccountStore } & Pick<Services, 'news'>,
  { endpointId, isEnabled, url, form, ...content }: EndpointChange,
  nowMs: number,
): Promise<Outcome<Endpoint>> {
  const endpoints = createEndpoints(store.table);
  const before = await endpoints.read(endpointId);
  if (before === undefined) return refused({ reason: 'endpoint-not-found' });
  const target = { form, ...present({ url: url ?? (form === 'email' ? undefined : before.url) }) };
  const problem = targetProblem(target, news);
  if (problem !== undefined) return invalid('url', problem);
  const after = await endpoints.rewrite(
    endpointId,
    ({ createdAtMs, secret, formerSecrets, disabled, failingSinceMs, untold }) => {
      const said = { ...content, ...target, endpointId, createdAtMs, secret, formerSecrets, ...present({ untold }) };
      if (!isEnabled)
        return disabled === undefined ? disable(said, { atMs: nowMs, reason: 'by-hand' }) : { ...said, disabled };
      const isAnew = disabled !== undefined || url !== undefined;
      return isAnew ? enabled(said) : { ...said, ...present({ failingSinceMs }) };
    },
  );
  return after === undefined ? refused({ reason: 'endpoint-not-found' }) : done(after);
}
