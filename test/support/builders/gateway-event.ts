import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { present } from '../../../shared/domain/present.ts';

/** A request as API Gateway hands it to a function, written by hand after AWS's documentation of payload 2.0. */
export interface SentEvent {
  readonly params?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly requestId: string;
  /** A workload's when left out; `{}` for none. */
  readonly authorizer?: object;
}

export const workload = { iam: { userArn: 'arn:aws:sts::123456789012:assumed-role/workload/session' } } as const;

export function gatewayEvent(
  route: Route,
  { params, headers, text, requestId, authorizer = workload }: SentEvent,
): APIGatewayProxyEventV2 {
  const rawPath = route.path.replace(/\{(\w+)\}/g, (_all, name: string) => params?.[name] ?? '');
  const routeKey = `${route.method} ${route.path}`;
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: '',
    headers: { ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    requestContext: {
      accountId: '123456789012',
      apiId: 'api-id',
      ...(Object.keys(authorizer).length === 0 ? {} : { authorizer }),
      domainName: 'id.execute-api.us-east-1.amazonaws.com',
      domainPrefix: 'id',
      http: {
        method: route.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.1',
        userAgent: 'agent',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: '12/Mar/2020:19:03:58 +0000',
      timeEpoch: 1_583_348_638_390,
    } as APIGatewayProxyEventV2['requestContext'],
    ...(params === undefined ? {} : { pathParameters: { ...params } }),
    ...present({ body: text }),
    isBase64Encoded: false,
  };
}

/** The context of an invocation that has so much time left. */
export function lambdaContext(remainingMs = 25_000): Context {
  return {
    awsRequestId: 'lambda-request',
    callbackWaitsForEmptyEventLoop: true,
    functionName: 'function',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:function',
    logGroupName: '/aws/lambda/function',
    logStreamName: 'stream',
    memoryLimitInMB: '512',
    getRemainingTimeInMillis: () => remainingMs,
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}
