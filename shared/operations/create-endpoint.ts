import { randomBytes } from 'node:crypto';
import { done, invalid, type Outcome, refused } from '../domain/decisions/outcome.ts';
import { type Endpoint, type EndpointFilter, endpointsMax } from '../domain/endpoint.ts';
import { newSecretText } from '../domain/endpoint-secret.ts';
import { newKeyId } from '../domain/key-text.ts';
import type { NewsForm } from '../domain/news-body.ts';
import type { Services } from '../ports/services.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { createEndpoints } from '../storage/endpoints.ts';
import { targetProblem } from './reading/target-problem.ts';

/** The part of an endpoint that its owner says. */
export interface EndpointContent extends EndpointFilter {
  readonly name: string;
  readonly form: NewsForm;
  readonly url?: string;
}

/** An endpoint with its newest secret, which nobody is told again. */
export interface ShownEndpoint {
  readonly endpoint: Endpoint;
  readonly secret: string;
}

/** Makes an endpoint. Asked again it makes another: one whose answer was lost is found by its name, and deleted. */
export async function createEndpoint(
  { store, news }: { readonly store: AccountStore } & Pick<Services, 'news'>,
  content: EndpointContent,
  nowMs: number,
): Promise<Outcome<ShownEndpoint>> {
  const problem = targetProblem(content, news);
  if (problem !== undefined) return invalid('url', problem);
  const endpoints = createEndpoints(store.table);
  if ((await endpoints.list()).length >= endpointsMax) return refused({ reason: 'too-many-endpoints' });
  const text = newSecretText(randomBytes);
  const endpoint: Endpoint = {
    ...content,
    endpointId: `end_${newKeyId(randomBytes)}`,
    createdAtMs: nowMs,
    secret: { text, madeAtMs: nowMs },
    formerSecrets: [],
  };
  await endpoints.create(endpoint);
  return done({ endpoint, secret: text });
}
