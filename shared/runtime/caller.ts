import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { principalOf } from './principal.ts';

const callerMax = 256;

/** Who asked, for the ledger: the IAM principal that API Gateway authenticated. People change nothing, so no entry names one. */
export function callerOf(event: APIGatewayProxyEventV2): string {
  const principal = principalOf(event);
  return principal.kind === 'workload' ? principal.arn.slice(0, callerMax) : 'anonymous';
}
