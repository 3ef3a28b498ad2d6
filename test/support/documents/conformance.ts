import { expect } from 'vitest';
import { matchRoute } from '../../../infra/local/gateway.ts';
import { problem } from '../../../shared/contract/answers/problem.ts';
import { problems } from '../../../shared/contract/answers/problems.ts';
import { routeList } from '../../../shared/contract/routes/routes.ts';
import type { Reply } from '../service/reply.ts';

/** Holds an answer against what its route declares: a status, code and shape that aren't in the contract fail the test. */
export function expectDeclared(method: string, path: string, reply: Reply): void {
  const match = matchRoute(routeList, method, path.split('?')[0] ?? path);
  if (reply.status >= 400) {
    const found = problem.safeParse(reply.json);
    expect(found.success, `${method} ${path}: ${reply.status} ${reply.text}`).toBe(true);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    const code = found.data?.code ?? 'internal-error';
    expect(problems[code].status).toBe(reply.status);
    if (match.kind === 'route') {
      const declared: readonly string[] = [
        ...match.route.refusals,
        'invalid-request',
        'unavailable',
        ...(match.route.permission === 'anyone' ? [] : ['not-authorized']),
        ...(match.route.isChange ? ['idempotency-key-invalid', 'account-quarantined'] : []),
        ...(match.route.body === undefined ? [] : ['request-too-large']),
      ];
      expect(declared, `${match.route.id} answered`).toContain(code);
    }
    return;
  }
  if (match.kind !== 'route') return;
  const { answer } = match.route;
  if (reply.status === 304) {
    expect([match.route.isTagged, reply.text]).toEqual([true, '']);
    return;
  }
  expect(reply.status).toBe(answer.status);
  const [contentType = ''] = reply.headers.get('content-type')?.split(';') ?? [];
  if (contentType !== 'application/json') {
    expect(answer.other?.map((other) => other.contentType)).toContain(contentType);
    return;
  }
  const found = answer.schema.safeParse(reply.json);
  expect(found.success, `${match.route.id}: ${found.error?.message} in ${reply.text}`).toBe(true);
}
