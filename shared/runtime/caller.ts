import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';

const authorized = z.object({
  authorizer: z.object({ iam: z.object({ userArn: z.string() }) }),
});

const callerMax = 256;

/** Who asked, for the ledger: the IAM principal that API Gateway authenticated. People change nothing, so no entry names one. */
export function callerOf(event: APIGatewayProxyEventV2): string {
  const found = authorized.safeParse(event.requestContext);
  return found.success ? found.data.authorizer.iam.userArn.slice(0, callerMax) : 'anonymous';
}
