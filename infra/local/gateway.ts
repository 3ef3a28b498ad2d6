/**
 * API Gateway's HTTP API, on this machine: finds the route, and hands the request to its handler as an event of
 * payload version 2.0 in the documented shape: header names in lower case, repeated headers and query parameters joined by
 * commas, path and path parameters decoded, a body in base64 unless its type is one of the few that count as text and its
 * bytes are UTF-8.
 */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Route } from '../../shared/contract/routes/route.ts';
import { isDefault, type Project } from '../../shared/domain/project.ts';

/** As much of a route as a gateway knows. */
export type GatewayRoute = Pick<Route, 'id' | 'method' | 'path' | 'summary' | 'permission' | 'alsoBy'>;

export type Match<Found extends GatewayRoute = GatewayRoute> =
  | { readonly kind: 'route'; readonly route: Found; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'other-method'; readonly allow: readonly string[] }
  | { readonly kind: 'none' };

export function matchRoute<Found extends GatewayRoute>(
  routes: readonly Found[],
  method: string,
  path: string,
): Match<Found> {
  const allow: string[] = [];
  for (const route of routes) {
    const params = paramsOf(route.path, path);
    if (params === undefined) continue;
    if (route.method === method) return { kind: 'route', route, params };
    allow.push(route.method);
  }
  return allow.length > 0 ? { kind: 'other-method', allow } : { kind: 'none' };
}

function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined && part !== text) return undefined;
    if (name !== undefined && text === '') return undefined;
    if (name !== undefined) params[name] = decodePart(text);
  }
  return params;
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const localAccount = '000000000000';
const localApi = 'local';

export interface GatewayRequest {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly route: GatewayRoute;
  readonly params: Readonly<Record<string, string>>;
  readonly nowMs: number;
  /** The project that is asked: its address begins with it. */
  readonly project: Project;
  /** Whom an authorizer let in; read from the header when left out. */
  readonly authorizer?: object;
}

export function toEvent({
  request,
  body,
  route,
  params,
  nowMs,
  project,
  authorizer,
}: GatewayRequest): APIGatewayProxyEventV2 {
  const [path = '/', rawQueryString = ''] = splitOnce(request.url ?? '/', '?');
  const rawPath = decodePart(path);
  const headers = headersOf(request);
  const { cookie, ...otherHeaders } = headers;
  const isText = isTextType(headers['content-type'] ?? '') && isUtf8(body);
  const query = queryOf(rawQueryString);
  const routeKey = `${route.method} ${route.path}`;
  const domainName = headers['host'] ?? 'localhost';
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; */) }),
    headers: otherHeaders,
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    requestContext: {
      accountId: localAccount,
      apiId: localApi,
      ...(authorizer === undefined ? authorizerOf(headers['authorization']) : { authorizer }),
      domainName,
      domainPrefix: domainName.split('.')[0] ?? domainName,
      http: {
        method: route.method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: isDefault(project) ? '$default' : project.name,
      time: commonLogTime(nowMs),
      timeEpoch: nowMs,
    } as APIGatewayProxyEventV2['requestContext'],
    ...(Object.keys(params).length === 0 ? {} : { pathParameters: { ...params } }),
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/**
 * A bearer token is a person's session, what isn't one is nobody, and anything else a workload. Neither signatures nor tokens are checked: whoever
 * reaches this machine may say who they are.
 */
function authorizerOf(authorization = ''): { readonly authorizer?: Record<string, unknown> } {
  if (!/^Bearer\b/i.test(authorization)) return { authorizer: { iam: localPrincipal(authorization) } };
  const claims = bearerClaims(authorization);
  if (claims === undefined) return {};
  const texts = Object.entries(claims).map(([name, value]) => [name, claimText(value)]);
  return { authorizer: { jwt: { claims: Object.fromEntries(texts), scopes: null } } };
}

function bearerClaims(authorization: string): object | undefined {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/i.exec(authorization)?.[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? claims : undefined;
  } catch {
    return undefined;
  }
}

/** Claims arrive as text, lists in brackets. */
function claimText(value: unknown): string {
  return Array.isArray(value) ? `[${value.join(' ')}]` : String(value);
}

/** The access key that a request is signed with, by its own word. */
export function accessKeyOf(authorization = ''): string | undefined {
  return /Credential=([A-Za-z0-9]{1,128})\//.exec(authorization)?.[1];
}

/** Nobody is authenticated here. A signed request is attributed to its access key, so that several callers can be told apart. */
function localPrincipal(authorization: string): Record<string, unknown> {
  const accessKey = accessKeyOf(authorization) ?? 'local';
  return {
    accessKey,
    accountId: localAccount,
    callerId: accessKey,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: `arn:aws:iam::${localAccount}:user/${accessKey}`,
    userId: accessKey,
  };
}

export function localContext({ id }: { readonly id: string }, timeoutMs: number): Context {
  const deadlineMs = Date.now() + timeoutMs;
  return {
    awsRequestId: randomUUID(),
    callbackWaitsForEmptyEventLoop: true,
    functionName: id,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:${localAccount}:function:${id}`,
    logGroupName: `/aws/lambda/${id}`,
    logStreamName: 'local',
    memoryLimitInMB: '512',
    getRemainingTimeInMillis: () => deadlineMs - Date.now(),
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headersDistinct);
  return Object.fromEntries(entries.map(([name, values = []]) => [name, values.join(name === 'cookie' ? '; ' : ',')]));
}

function queryOf(rawQueryString: string): Record<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    const before = query.get(name);
    query.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(query);
}

function isTextType(contentType: string): boolean {
  return /^(text\/|application\/(json|javascript|xml) *(;|$))/i.test(contentType);
}

/** As API Gateway writes `time`: 12/Mar/2020:19:03:58 +0000. */
function commonLogTime(nowMs: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(nowMs).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
