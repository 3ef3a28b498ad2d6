/**
 * Takes usage that others tell of in their own protocols: what can be read is handed to the queue of usage before it is answered. A queue that
 * takes nothing is 503, and whoever sends it all again is charged for none of it twice.
 */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { usageEvent } from '../../contract/intake/usage-event.ts';
import { isPermitted } from '../../contract/routes/permission.ts';
import { reaches } from '../../domain/api-key.ts';
import { defaultProject, type Project } from '../../domain/project.ts';
import type { QueuedUsage } from '../../ports/usage-queue.ts';
import { faultsOf } from '../http-request.ts';
import { loggedError } from '../logged-error.ts';
import { principalOf } from '../principal.ts';
import { projectOfRequest } from '../projects.ts';
import { countRequest, logger } from '../telemetry.ts';
import { withUnchargeable } from '../usage/sqs-unchargeable.ts';
import { withUsageQueue } from '../usage/sqs-usage-queue.ts';
import { bodyBytesOf } from './body-bytes.ts';
import { cloudEvents } from './cloud-events.ts';
import type { IntakeProtocol, IntakeRefusal, UnreadableUsage } from './intake-protocol.ts';
import { liteLlmLogs } from './lite-llm-logs.ts';
import { otlpTraces } from './otlp-traces.ts';

const protocols: ReadonlyMap<string, IntakeProtocol> = new Map(
  [cloudEvents, otlpTraces, liteLlmLogs].map((each) => [`${each.route.method} ${each.route.path}`, each]),
);

/** A request that isn't taken, and why. */
class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: IntakeRefusal;

  constructor(refusal: IntakeRefusal, detail: string) {
    super(detail);
    this.refusal = refusal;
  }
}

export async function takeUsage(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const startedMs = performance.now();
  const protocol = protocols.get(event.routeKey);
  // The stack sends this function its own routes: anything else is a deployment that is wrong.
  if (protocol === undefined) throw new TypeError(`this function has no ${event.routeKey}`);
  const mediaType = mediaTypeOf(event);
  const answered = await taken(protocol, event, mediaType).then(
    (result) => ({ result, outcome: (result.statusCode ?? 0) < 400 ? 'ok' : 'invalid-request' }),
    (cause: unknown) => {
      const { refusal, message } = refusedBy(cause, protocol);
      return { result: protocol.refused(refusal, message, mediaType), outcome: refusal };
    },
  );
  const { requestId } = event.requestContext;
  const durationMs = performance.now() - startedMs;
  countRequest({ operation: protocol.route.id, outcome: answered.outcome, durationMs, requestId });
  return answered.result;
}

/** Whatever else is thrown is ours: it may be sent again. */
function refusedBy(cause: unknown, { route }: IntakeProtocol): Pick<Refused, 'refusal' | 'message'> {
  if (cause instanceof Refused) return cause;
  logger.error('usage not taken', { operation: route.id, error: loggedError(cause) });
  return { refusal: 'unavailable', message: 'Send it again: nothing is charged twice' };
}

async function taken(
  protocol: IntakeProtocol,
  event: APIGatewayProxyEventV2,
  mediaType: string,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { route, putsAside } = protocol;
  const mayReach = reachOf(route, event);
  if (!route.takes.includes(mediaType))
    throw new Refused('invalid-request', `Content-Type must be ${route.takes.join(' or ')}`);
  const { kept, unreadable } = sorted(protocol, bodyOf(event), mediaType);
  if (![...kept, ...unreadable].every(({ accountId }) => accountId === undefined || mayReach(accountId)))
    throw new Refused('not-authorized', 'This key reaches other accounts');
  const project = projectOfRequest(event);
  await withUsageQueue(project).usage.send(kept.map((each) => ({ ...each, event: ofProject(each.event, project) })));
  if (putsAside && unreadable.length > 0)
    await withUnchargeable(project).unchargeable.send(
      unreadable.map(({ body, faults }) => ({
        body: JSON.stringify(ofProject(body, project)),
        reason: 'unreadable',
        detail: faults.map(({ field, message }) => `${field} ${message}`).join('; '),
      })),
    );
  return protocol.taken({ kept: kept.length, unreadable }, mediaType);
}

/** All projects share the queue: an event says whose account it is of, whatever it said before. */
function ofProject(event: unknown, { name }: Project): unknown {
  // What isn't an object is no event: people read it as it came.
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return event;
  const { project: _told, ...others }: { readonly project?: unknown } = event;
  return name === defaultProject.name ? others : { ...others, project: name };
}

function bodyOf(event: APIGatewayProxyEventV2): Buffer {
  const body = bodyBytesOf(event);
  switch (body.kind) {
    case 'read':
      return body.bytes;
    case 'too-large':
      throw new Refused('request-too-large', 'The body may have 20 MiB, unpacked');
    case 'faulty':
      throw new Refused('invalid-request', body.detail);
    default:
      return body satisfies never;
  }
}

/** Sorts what a body tells into what can be kept and what can't be read. */
function sorted(
  { read }: IntakeProtocol,
  body: Buffer,
  mediaType: string,
): { readonly kept: readonly QueuedUsage[]; readonly unreadable: readonly UnreadableUsage[] } {
  const kept: QueuedUsage[] = [];
  const unreadable: UnreadableUsage[] = [];
  for (const told of readAll(read, body, mediaType)) {
    if ('faults' in told) {
      unreadable.push(told);
      continue;
    }
    const found = usageEvent.safeParse(told.event);
    if (found.success) kept.push({ accountId: found.data.accountId, event: told.event });
    else unreadable.push({ ...told, ...accountIn(told.event), faults: faultsOf(found.error.issues, told.event) });
  }
  return { kept, unreadable };
}

/** The account that an event names which can't be read. */
function accountIn(event: unknown): { readonly accountId?: string } {
  const { accountId } = Object(event);
  return typeof accountId === 'string' ? { accountId } : {};
}

/** Parsers throw on what is none of theirs, each in its own way. */
function readAll(read: IntakeProtocol['read'], body: Buffer, mediaType: string): ReturnType<IntakeProtocol['read']> {
  try {
    return read(body, mediaType);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : 'it is none';
    throw new Refused('invalid-request', `The body can’t be read as ${mediaType}: ${detail}`);
  }
}

/** The accounts that whoever asks may tell of. A workload has been let in by IAM for all of them; people tell of nothing. */
function reachOf(route: IntakeProtocol['route'], event: APIGatewayProxyEventV2): (accountId: string) => boolean {
  const principal = principalOf(event);
  if (principal.kind === 'workload') return () => true;
  if (principal.kind !== 'key' || (principal.project ?? defaultProject.name) !== projectOfRequest(event).name)
    throw new Refused('not-authorized', 'Usage is told by workloads and holders of keys');
  if (!isPermitted(route, principal.permissions))
    throw new Refused('not-authorized', `This key has not the permission ${route.permission}`);
  return (accountId) => reaches(principal, accountId);
}

function mediaTypeOf({ headers }: APIGatewayProxyEventV2): string {
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';');
  return mediaType.trim().toLowerCase();
}
