/** Lets holders of API keys in, by the deployed authorizer: on this machine they call the same address as everyone. */
import { keyPrefix } from '../../shared/domain/key-text.ts';
import { isDefault, type Project } from '../../shared/domain/project.ts';
import type { toResult } from '../../shared/runtime/http-answer.ts';
import type { KeyAuthorizer } from '../../shared/runtime/key-authorizer.ts';

const sendsKey = new RegExp(`^Bearer ${keyPrefix}`, 'i');

/** The fate of a header: nothing where it is no key, else it is for the authorizer to say. */
export type Admission =
  | { readonly kind: 'no-key' }
  | { readonly kind: 'admitted'; readonly authorizer: { readonly lambda: object } }
  | { readonly kind: 'refused'; readonly result: ReturnType<typeof toResult> };

export async function admitHolder(project: Project, authorization = ''): Promise<Admission> {
  if (!sendsKey.test(authorization)) return { kind: 'no-key' };
  // Loaded with the first key: few need it.
  const { handler } = (await import('../../functions/authorizers/admit-api-key.ts')) as { handler: KeyAuthorizer };
  const answer = await handler({
    headers: { authorization },
    requestContext: isDefault(project) ? {} : { stage: project.name },
  });
  return answer.isAuthorized
    ? { kind: 'admitted', authorizer: { lambda: answer.context } }
    : { kind: 'refused', result: forbidden };
}

/** In API Gateway's own words. */
const forbidden = { statusCode: 403, headers: { 'content-type': 'application/json' }, body: '{"message":"Forbidden"}' };
