/** Counts what the service in this process answers, by operation and status. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { matchRoute } from '../../../infra/local/gateway.ts';
import { routeList } from '../../../shared/contract/routes/routes.ts';

export interface AnswerCounts {
  /** Statuses and how often each was answered, by operation; what reached no operation under its path's name. */
  byOperation(): ReadonlyMap<string, ReadonlyMap<number, number>>;
  answers(): number;
  stop(): void;
}

const channel = 'http.server.response.finish';
const noOperation = '(no operation)';

export function countAnswers(serviceUrl: string): AnswerCounts {
  const { port } = new URL(serviceUrl);
  const counts = new Map<string, Map<number, number>>();
  const count = (message: unknown): void => {
    const { request, response } = message as {
      readonly request: IncomingMessage;
      readonly response: ServerResponse;
    };
    if (String(request.socket.localPort) !== port) return;
    const match = matchRoute(routeList, request.method ?? '', request.url?.split('?')[0] ?? '');
    const operation = match.kind === 'route' ? match.route.id : noOperation;
    const statuses = counts.get(operation) ?? new Map<number, number>();
    counts.set(operation, statuses.set(response.statusCode, (statuses.get(response.statusCode) ?? 0) + 1));
  };
  subscribe(channel, count);
  return {
    byOperation: () => counts,
    answers: () => [...counts.values()].flatMap((each) => [...each.values()]).reduce((sum, count) => sum + count, 0),
    stop: () => {
      unsubscribe(channel, count);
    },
  };
}
