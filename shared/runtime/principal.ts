/** Reads who asks, as API Gateway has authenticated it. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';

export type Principal =
  /** An IAM principal, which may call this route: the gateway has asked IAM. */
  | { readonly kind: 'workload'; readonly arn: string }
  /** A person with a token, whose claims are as the gateway writes them: every value a text. */
  | { readonly kind: 'person'; readonly claims: Claims }
  /** Nobody that a gateway has let in. */
  | { readonly kind: 'nobody' };

export type Claims = Readonly<Record<string, unknown>>;

const signed = z.object({ authorizer: z.object({ iam: z.object({ userArn: z.string().check(z.minLength(1)) }) }) });
const withToken = z.object({
  authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }),
});

export function principalOf({ requestContext }: APIGatewayProxyEventV2): Principal {
  const person = withToken.safeParse(requestContext);
  if (person.success) return { kind: 'person', claims: person.data.authorizer.jwt.claims };
  const workload = signed.safeParse(requestContext);
  return workload.success ? { kind: 'workload', arn: workload.data.authorizer.iam.userArn } : { kind: 'nobody' };
}
