/** The arguments that middy and Lambda hand a middleware, so that whoever installs the package without them still gets types that compile. */

/** AWS Lambda's own context. */
export interface LambdaContext {
  callbackWaitsForEmptyEventLoop: boolean;
  functionName: string;
  functionVersion: string;
  invokedFunctionArn: string;
  memoryLimitInMB: string;
  awsRequestId: string;
  logGroupName: string;
  logStreamName: string;
  getRemainingTimeInMillis(): number;
  done(error?: Error, result?: unknown): void;
  fail(error: Error | string): void;
  succeed(messageOrObject: unknown): void;
}

export interface MiddlewareRequest<Event, Context> {
  event: Event;
  context: Context;
  response: unknown;
  error: Error | null;
}

/** A middleware object as `middy().use()` takes it. */
export interface Middleware<Event, Context> {
  before(request: MiddlewareRequest<Event, Context>): Promise<unknown>;
  after(request: MiddlewareRequest<Event, Context>): Promise<void>;
  onError(request: MiddlewareRequest<Event, Context>): Promise<void>;
}
