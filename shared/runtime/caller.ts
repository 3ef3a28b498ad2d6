import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { optional } from './environment.ts';
import { type Claims, principalOf } from './principal.ts';

const callerMax = 256;
const personClaimUsual = 'sub';
/** As an issuer may name somebody, without what a text could hide. */
const personName = /^[\x21-\x7e]{1,200}$/;

/**
 * Who asked, for the ledger: the IAM principal that API Gateway authenticated, the API key that was let in, by its id, or the
 * person whose token it is, by the claim that the stage chose.
 */
export function callerOf(event: APIGatewayProxyEventV2): string {
  const principal = principalOf(event);
  switch (principal.kind) {
    case 'workload':
      return principal.arn.slice(0, callerMax);
    case 'key':
      return `key/${principal.keyId}`;
    case 'person':
      return personOf(principal.claims) ?? 'anonymous';
    default:
      return 'anonymous';
  }
}

/** The person as entries name one: `person/` and what the issuer calls them. Undefined where the token doesn't say: such a person changes nothing. */
export function personOf(claims: Claims): string | undefined {
  const claim = optional('PERSON_CLAIM') ?? personClaimUsual;
  const name = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
  return typeof name === 'string' && personName.test(name) ? `person/${name}` : undefined;
}
