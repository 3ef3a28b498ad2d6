/**
 * The whole service on this machine: the deployed handlers behind a gateway like API Gateway's, over an embedded DynamoDB
 * engine, on a clock that can be moved ahead.
 */

import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { handler as takeUsage } from '../../functions/intake/take-usage.ts';
import type { SignInConfig } from '../../shared/contract/dashboard-config.ts';
import { intakeRouteList } from '../../shared/contract/routes/intake.ts';
import { requestFunctionOf, requestFunctions } from '../../shared/contract/routes/request-function.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { present } from '../../shared/domain/present.ts';
import { defaultProject } from '../../shared/domain/project.ts';
import type { Services } from '../../shared/ports/services.ts';
import { type HttpAnswer, problemAnswer, toResult } from '../../shared/runtime/http-answer.ts';
import type { HttpHandler } from '../../shared/runtime/http-stack.ts';
import { paymentSetting } from '../../shared/runtime/payments/payment-environment.ts';
import { withPayments } from '../../shared/runtime/payments/with-payments.ts';
import { provideServices, surroundings } from '../../shared/runtime/services.ts';
import { withStore } from '../../shared/runtime/with-store.ts';
import type { DynamoClient } from '../../shared/storage/dynamo/dynamo-client.ts';
import { createDynamoTable } from '../../shared/storage/dynamo-table.ts';
import { forbiddenAnswer, type LocalCallers } from './callers.ts';
import { createLocalClock, type LocalClock } from './clock.ts';
import { localSender, startConsumers } from './consumers.ts';
import { addContents, type LocalContents, tellTillNow } from './contents.ts';
import { corsHeaders, isPreflight, preflightHeaders } from './cors.ts';
import { localDashboard } from './dashboard.ts';
import { localDocs } from './docs.ts';
import { type Engine, type EngineName, startEngine } from './engine.ts';
import { createFolderCopy } from './folder-copy.ts';
import { type GatewayRoute, localContext, matchRoute, toEvent } from './gateway.ts';
import { bodyMaxBytes, bodyOf, bytesOf, close, headersOf, listen, urlOf } from './http-server.ts';
import { type LocalJobs, startLocalJobs } from './jobs.ts';
import { admitHolder } from './key-holders.ts';
import { nameLocalProjects, projectOfPath, provideProjects } from './local-projects.ts';
import { answerLocal, type LocalParts } from './local-routes.ts';
import type { LocalSite } from './local-site.ts';
import { createLocalTable, localClient } from './local-table.ts';
import { createMemoryQueue } from './memory-queue.ts';
import { localMonitors } from './monitors.ts';
import { createLocalPayments, type LocalPayments } from './payments.ts';
import { answerPayments } from './payments-route.ts';
import { modelPath, serveModel } from './stand-in-model.ts';
import { type LocalThrottles, turnedAway } from './throttles.ts';

export interface LocalServiceOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Which embedded engine, or the endpoint of another one. */
  readonly engine: EngineName | { readonly endpoint: string };
  /** Where data outlives the process; in memory when left out. */
  readonly dataDir?: string;
  /** Where the second copy of ledgers is kept; there is none when left out. */
  readonly copyDir?: string;
  /** False leaves the schedules and the stream's consumer out: every balance is right without them, signals aren't there. */
  readonly hasSchedules?: boolean;
  /** As the schedules when left out. */
  readonly hasStream?: boolean;
  /** Where signals and due accounts go instead of this process's memory, and who takes payments. */
  readonly outside?: Partial<Pick<Services, 'bus' | 'queue' | 'payments' | 'sender'>>;
  /** Gets the client before its first call, to count what it does. */
  readonly instrument?: (client: DynamoClient) => void;
  /** The machine's, moved ahead on request, when left out. */
  readonly clock?: LocalClock;
  /** How people sign in to the dashboard; nobody does when left out. */
  readonly signIn?: SignInConfig;
  /** Holds requests to what their access keys are permitted, as IAM does; everyone may do everything when left out. */
  readonly callers?: LocalCallers;
  /** Turns away what a stage's throttles would; nothing when left out. */
  readonly throttles?: LocalThrottles;
  /** Pays for automatic top-ups, as a deployment with `paysTopUps` does; whoever listens to the events when left out. */
  readonly paysTopUps?: boolean;
  /** The contents at the first start: plans, prices and the account `demo` when left out. */
  readonly contents?: LocalContents;
}

export interface LocalService {
  readonly url: string;
  readonly engine: Engine;
  readonly clock: LocalClock;
  readonly dashboard: LocalSite;
  /** Takes an event of the payment provider as if it had just come, and settles it. */
  tell(event: object): Promise<void>;
  /** Waits until the schedules have followed the clock, and the stream's consumer has taken in what was written. */
  consumed(): Promise<void>;
  stop(): Promise<void>;
}

export const tableName = 'credits';
const functionTimeoutMs = 25_000;

/** Starts everything and adds what is to be there. Rejects with `EADDRINUSE` when the port is taken. */
export async function startLocalService(options: LocalServiceOptions): Promise<LocalService> {
  const { port, dataDir, copyDir, instrument } = options;
  nameLocalProjects();
  const handlers = await loadHandlers();
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const clock = options.clock ?? createLocalClock(dataDir === undefined ? undefined : join(dataDir, 'clock-ahead-ms'));
  const hasSchedules = options.hasSchedules ?? true;
  const consumers = startConsumers({ ...options, nowMs: clock.nowMs });
  const { bus, facts, news, usage, stream, ports } = consumers;
  const queue = createMemoryQueue();
  const payments = createLocalPayments({ facts, url: () => urlOf(server), nowMs: clock.nowMs });
  const ready = Promise.withResolvers<void>();
  let jobs: LocalJobs | undefined;
  const dashboard = localDashboard(options.signIn);
  const sites = [dashboard, localDocs()];
  const catchUp = async (): Promise<void> => jobs?.catchUp();
  const settled = async (): Promise<void> => jobs?.settled();
  const local = { clock, stream, bus, usage, url: () => urlOf(server), catchUp, settled };
  const { callers, throttles } = options;
  const serving: Serving = { ...local, handlers, payments, sites, callers, throttles };
  const server: Server = createServer((request, response) => {
    void ready.promise.then(() => serve(serving, request, response));
  });
  // First of all, since a taken port is the likeliest reason not to start. Requests wait until the rest is up.
  await listen(server, port);
  const engine = await startedEngine(options, server);
  const client = localClient(engine.endpoint);
  instrument?.(client);
  const stop = async (): Promise<void> => {
    for (const site of sites) site.stop();
    await close(server);
    await jobs?.stop();
    await consumers.consumed();
    client.destroy();
    await engine.stop();
  };
  const consumed = (): Promise<void> => consumers.consumed(settled);
  try {
    await createLocalTable(engine.endpoint, tableName);
    const table = createDynamoTable({ tableName, client, sleep: surroundings.sleep });
    provideProjects({
      table: stream?.over(table) ?? table,
      ...ports,
      ...{ bus, news },
      ...{ queue, sender: localSender, nowMs: clock.nowMs, monitors: localMonitors(queue, usage) },
      copy: copyDir === undefined ? undefined : createFolderCopy(copyDir),
      // With a key of Stripe's in the environment, payments are Stripe's.
      payments: paymentSetting('STRIPE_API_KEY') === undefined ? payments : withPayments(defaultProject).payments,
    });
    provideServices({ ...options.outside });
    const { store } = withStore(defaultProject);
    const presentMs = await addContents(options.contents ?? 'account', { store, client, tableName, clock });
    if (hasSchedules) jobs = startLocalJobs(clock, queue);
    if (presentMs !== undefined)
      await throughOwnDoor({ ...serving, callers: undefined, throttles: undefined }, (url) =>
        tellTillNow({ store, told: { url, clock, consumed }, presentMs }),
      );
  } catch (cause) {
    await stop();
    throw cause;
  }
  ready.resolve();
  const tell = (event: object): Promise<void> => facts.send(JSON.stringify(event)).then(facts.settled);
  return { url: urlOf(server), tell, engine, clock, dashboard, consumed, stop };
}

/** Serves at an address of its own for what is sent before anybody's requests are answered. */
async function throughOwnDoor(serving: Serving, send: (url: string) => Promise<void>): Promise<void> {
  const door = createServer((request, response) => void serve(serving, request, response));
  await listen(door, 0);
  try {
    await send(urlOf(door));
  } finally {
    await close(door);
  }
}

/** Closes the server where the engine does not start. */
async function startedEngine({ engine, dataDir }: LocalServiceOptions, server: Server): Promise<Engine> {
  if (typeof engine !== 'string') return { name: 'endpoint', endpoint: engine.endpoint, stop: async () => {} };
  return startEngine({ name: engine, ...present({ dataDir }) }).catch(async (cause: unknown) => {
    await close(server);
    throw cause;
  });
}

/** The handler of each route, by the route's id. */
type Handlers = ReadonlyMap<string, HttpHandler>;

/** The deployed entry points themselves, each the function of its kind of request. */
async function loadHandlers(): Promise<Handlers> {
  const loaded = new Map(
    await Promise.all(
      Object.keys(requestFunctions).map(async (name) => {
        const { handler } = (await import(`../../functions/requests/${name}.ts`)) as { handler: HttpHandler };
        return [name, handler] as const;
      }),
    ),
  );
  const answering = routeList.flatMap((route) => {
    const handler = loaded.get(requestFunctionOf(route));
    return handler === undefined ? [] : [[route.id, handler] as const];
  });
  return new Map([...answering, ...intakeRouteList.map(({ id }) => [id, takeUsage] as const)]);
}

interface Serving extends LocalParts {
  readonly handlers: Handlers;
  readonly payments: LocalPayments;
  readonly sites: readonly LocalSite[];
  readonly callers: LocalCallers | undefined;
  readonly throttles: LocalThrottles | undefined;
}

async function serve(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const [path = '/'] = (request.url ?? '/').split('?');
    const site = serving.sites.find(({ serves }) => serves(path));
    if (site !== undefined) {
      await site.serve(path, response);
      return;
    }
    if (path.startsWith(`${modelPath}/`)) {
      await serveModel(path, request, response);
      return;
    }
    for (const [name, value] of Object.entries(corsHeaders)) response.setHeader(name, value);
    if (isPreflight(request)) {
      response.writeHead(204, preflightHeaders).end();
      return;
    }
    const body = await bodyOf(request);
    const result = body === undefined ? toResult(tooLarge()) : await answer(serving, request, body);
    // The clock of the answers, by which the page tells ages and ends.
    response.setHeader('date', new Date(serving.clock.nowMs()).toUTCString());
    response.writeHead(result.statusCode ?? 200, headersOf(result)).end(bytesOf(result));
  } catch (error) {
    // Whoever hung up in the middle of the request reads no answer.
    if (!request.complete) return;
    console.error(error);
    if (!response.headersSent) response.writeHead(502, { 'content-type': 'application/json' });
    response.end('{"message":"Internal Server Error"}');
  }
}

async function answer(serving: Serving, request: IncomingMessage, body: Buffer): Promise<ReturnType<typeof toResult>> {
  const { handlers, clock, payments, callers } = serving;
  const [path = '/'] = (request.url ?? '/').split('?');
  const method = request.method ?? 'GET';
  const local = await answerLocal(serving, { path, method, body });
  if (local !== undefined) return toResult(local);
  const signature = request.headersDistinct['stripe-signature']?.join(',');
  const paid = await answerPayments(payments, { path, method, body, ...present({ signature }) });
  if (paid !== undefined) return paid;
  const { project, path: within } = projectOfPath(path);
  const match = matchRoute([...routeList, ...intakeRouteList], method, within);
  switch (match.kind) {
    case 'none':
      return toResult(problemAnswer('route-not-found', `There is no ${path}. /openapi.json lists what there is.`));
    case 'other-method': {
      const allow = match.allow.join(', ');
      const problem = problemAnswer('method-not-allowed', `${path} takes ${allow}.`);
      return toResult({ ...problem, headers: { allow } });
    }
    case 'route': {
      if (serving.throttles?.lets(project.name, match.route) === false) return turnedAway;
      const { authorization } = request.headers;
      const admission = await admitHolder(project, authorization);
      if (admission.kind === 'refused') return admission.result;
      const gatewayRequest = { request, body, ...match, project, nowMs: clock.nowMs() };
      if (admission.kind === 'admitted')
        return invoke(handlers, { ...gatewayRequest, authorizer: admission.authorizer });
      const forbidden = forbiddenAnswer(callers, { route: match.route, project }, authorization);
      return forbidden === undefined ? invoke(handlers, gatewayRequest) : toResult(forbidden);
    }
    default:
      return match satisfies never;
  }
}

async function invoke(
  handlers: Handlers,
  gatewayRequest: Parameters<typeof toEvent>[0],
): Promise<ReturnType<typeof toResult>> {
  const { route } = gatewayRequest;
  return handlerOf(handlers, route)(toEvent(gatewayRequest), localContext(route, functionTimeoutMs));
}

function handlerOf(handlers: Handlers, { id }: GatewayRoute): HttpHandler {
  const handler = handlers.get(id);
  if (handler === undefined) throw new TypeError(`no function answers ${id}`);
  return handler;
}

function tooLarge(): HttpAnswer {
  return problemAnswer('request-too-large', `A request may have ${bodyMaxBytes} bytes.`);
}
