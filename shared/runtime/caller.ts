import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { principalOf } from './principal.ts';

const callerMax = 256;

/**
 * Who asked, for the ledger: the IAM principal that API Gateway authenticated, or the API key that was let in, by its id. People change
 * nothing, so no entry names one.
 */
export function callerOf(event: APIGatewayProxyEventV2): string {
  const principal = principalOf(event);
  switch (principal.kind) {
    case 'workload':
      return principal.arn.slice(0, callerMax);
    case 'key':
      return `key/${principal.keyId}`;
    default:
      return 'anonymous';
  }
}
