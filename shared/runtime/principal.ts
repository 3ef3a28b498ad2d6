/** Reads who asks, as API Gateway has authenticated it. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import type { KeyReach } from '../domain/api-key.ts';
import type { KeyPermission } from '../domain/key-permission.ts';

export type Principal =
  /** An IAM principal, which may call this route: the gateway has asked IAM. */
  | { readonly kind: 'workload'; readonly arn: string }
  /** A person with a token, whose claims are as the gateway writes them: every value a text. */
  | { readonly kind: 'person'; readonly claims: Claims }
  /** The holder of an API key that our authorizer let in. */
  | KeyPrincipal
  /** Nobody that a gateway has let in. */
  | { readonly kind: 'nobody' };

export type Claims = Readonly<Record<string, unknown>>;

export interface KeyPrincipal extends KeyReach {
  readonly kind: 'key';
  readonly keyId: string;
  /** The name of the project that the key is of: the default one’s when left out. */
  readonly project?: string;
  readonly permissions: readonly KeyPermission[];
}

/** The context in which our authorizer hands a key on: `key` is a JSON text, since gateways differ in what else they carry. */
export interface KeyContext {
  /** For the log of requests. */
  readonly keyId: string;
  readonly key: string;
}

export function keyContext({
  keyId,
  project,
  permissions,
  accountIds,
  accountPrefix,
}: Omit<KeyPrincipal, 'kind'>): KeyContext {
  return { keyId, key: JSON.stringify({ keyId, project, permissions, accountIds, accountPrefix }) };
}

/** As `keyContext` writes it: nobody else does. */
function readContext(key: string): Omit<KeyPrincipal, 'kind'> {
  return JSON.parse(key);
}

const signed = z.object({ authorizer: z.object({ iam: z.object({ userArn: z.string().check(z.minLength(1)) }) }) });
const withToken = z.object({
  authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }),
});
const withKey = z.object({ authorizer: z.object({ lambda: z.object({ key: z.string() }) }) });

export function principalOf({ requestContext }: APIGatewayProxyEventV2): Principal {
  const person = withToken.safeParse(requestContext);
  if (person.success) return { kind: 'person', claims: person.data.authorizer.jwt.claims };
  const holder = withKey.safeParse(requestContext);
  if (holder.success) return { kind: 'key', ...readContext(holder.data.authorizer.lambda.key) };
  const workload = signed.safeParse(requestContext);
  return workload.success ? { kind: 'workload', arn: workload.data.authorizer.iam.userArn } : { kind: 'nobody' };
}
