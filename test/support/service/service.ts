import { defaultEngine } from '../../../infra/local/engine.ts';
import { type LocalService, type LocalServiceOptions, startLocalService } from '../../../infra/local/service.ts';
import { present } from '../../../shared/domain/present.ts';
import { expectDeclared } from '../documents/conformance.ts';
import type { Reply } from './reply.ts';

export interface SentRequest {
  readonly body?: unknown;
  /** The body as it is, instead of `body` as JSON. */
  readonly text?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Every answer is held against the contract before a test sees it. */
export interface TestService extends LocalService {
  call(method: string, path: string, sent?: SentRequest): Promise<Reply>;
  /** Opens an account with the credits of a plan: free 100, starter 1,000, team 5,000, scale 50,000. */
  open(accountId: string, planId?: string): Promise<Reply>;
}

export async function startTestService(options: Partial<LocalServiceOptions> = {}): Promise<TestService> {
  const service = await startLocalService({ port: 0, engine: defaultEngine(), ...options });
  const send = callsTo(service.url);
  const call: TestService['call'] = async (method, path, sent) => {
    const reply = await send(method, path, sent);
    // The schedules follow by themselves: what they write is asked for next.
    if (method === 'POST' && path === '/local/clock') await service.consumed();
    return reply;
  };
  const open = (accountId: string, planId = 'team'): Promise<Reply> =>
    call('PUT', `/accounts/${accountId}`, { body: { planId }, key: `open ${accountId}` });
  return { ...service, call, open };
}

/** Sends requests to a service, whichever process it runs in, and holds every answer against the contract. */
export function callsTo(url: string): TestService['call'] {
  return async (method, path, sent = {}) => {
    const text = sent.text ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...present({ 'idempotency-key': sent.key }),
        ...sent.headers,
      },
      ...present({ body: text }),
    });
    const answer = await response.text();
    const reply = { status: response.status, text: answer, json: parseBody(answer), headers: response.headers };
    // The contract is the same in every project.
    if (!path.startsWith('/local/')) expectDeclared(method, path.replace(/^\/test(?=\/)/, ''), reply);
    return reply;
  };
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
