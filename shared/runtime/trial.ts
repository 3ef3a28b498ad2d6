/**
 * New code of a function of requests is tried out before any traffic: CodeDeploy asks the function, as deployed, to say whether
 * it works. It answers one request to itself, with its own role, settings and table, and reports. The request changes nothing,
 * whatever is in the table; most name an account that isn't there.
 */
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { RequestFunction } from '../contract/routes/request-function.ts';
import { present } from '../domain/present.ts';
import { createSigner } from '../storage/dynamo/signature.ts';
import { awsCredentials, awsRegion } from './aws-environment.ts';
import type { HttpHandler } from './http-stack.ts';
import { loggedError } from './logged-error.ts';
import { logger } from './telemetry.ts';

/** The event that CodeDeploy hands to a hook. */
export interface Trial {
  readonly DeploymentId: string;
  readonly LifecycleEventHookExecutionId: string;
}

/** The request: one of the function's own routes. What changes accounts is asked to undo what can't be there. */
export interface Probe {
  readonly routeKey: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An account that isn't there. */
export const ofNobody = { accountId: 'nobody:before-traffic' };

/** Failures of ours are 500 and up; that nobody has no account is as it should be. */
const oursFrom = 500;
const reportMaxMs = 10_000;
const key = 'before-traffic';

export function isTrial(event: object): event is Trial {
  return 'LifecycleEventHookExecutionId' in event;
}

/** Answers one request by `answer`, and tells CodeDeploy whether new code may be let in. Rejects where that isn't heard. */
export async function tryOut(
  trial: Trial,
  context: Context,
  { name, probe, answer }: { readonly name: RequestFunction; readonly probe: Probe; readonly answer: HttpHandler },
): Promise<undefined> {
  let isGood = false;
  try {
    const { statusCode = oursFrom } = await answer(eventOf(probe, context), context);
    isGood = statusCode < oursFrom;
  } catch (cause) {
    logger.error('trial failed', { function: name, error: loggedError(cause) });
  }
  await report(trial, isGood ? 'Succeeded' : 'Failed');
  return undefined;
}

function eventOf(
  { routeKey, parameters, body }: Probe,
  { awsRequestId, invokedFunctionArn }: Context,
): APIGatewayProxyEventV2 {
  const [method = '', pattern = ''] = routeKey.split(' ');
  const path = pattern.replace(/\{(\w+)\}/g, (_all, part: string) => parameters[part] ?? '');
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers: { 'idempotency-key': key, 'content-type': 'application/json' },
    ...present({ body }),
    pathParameters: parameters,
    requestContext: {
      // As much of it as is read.
      authorizer: { iam: { userArn: invokedFunctionArn } },
      http: { method, path },
      requestId: awsRequestId,
    } as unknown as APIGatewayProxyEventV2['requestContext'],
    isBase64Encoded: false,
  };
}

async function report({ DeploymentId, LifecycleEventHookExecutionId }: Trial, status: string): Promise<void> {
  const region = awsRegion();
  const url = new URL(process.env['AWS_ENDPOINT_URL'] ?? `https://codedeploy.${region}.amazonaws.com/`);
  const body = JSON.stringify({
    deploymentId: DeploymentId,
    lifecycleEventHookExecutionId: LifecycleEventHookExecutionId,
    status,
  });
  const unsigned = [
    ['content-type', 'application/x-amz-json-1.1'],
    ['x-amz-target', 'CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus'],
  ] as const;
  const sign = createSigner({ region, service: 'codedeploy' });
  const { host: _host, ...headers } = sign(
    { host: url.host, headers: unsigned, body, atMs: Date.now() },
    awsCredentials(),
  );
  const answered = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(reportMaxMs) });
  if (!answered.ok) throw new Error(`CodeDeploy answered ${answered.status}`);
}
