/**
 * The telemetry of functions: log lines, and counts as lines in CloudWatch's embedded metric format, each a JSON text on
 * the standard output. A request that went as it should leaves one count and no log line: at a dollar per million debits,
 * lines cost as much as the work. Both formats are a few members, written here, since a library for them would be a sixth of
 * a debit's bundle.
 */
const service = 'credits';
const namespace = 'Credits';

const levels = { DEBUG: 8, INFO: 12, WARN: 16, ERROR: 20, CRITICAL: 24, SILENT: 28 } as const;
type Level = keyof typeof levels;

function isLevel(text: string): text is Level {
  return Object.hasOwn(levels, text);
}

/** Reads `LOG_LEVEL` at each line, INFO when it is left out or none. */
function isHeard(level: Level): boolean {
  const least = process.env['LOG_LEVEL'] ?? '';
  return levels[level] >= levels[isLevel(least) ? least : 'INFO'];
}

function write(line: object): void {
  // Straight to the stream: Lambda's `console` would wrap the line into one of its own.
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function log(level: Level, message: string, details: object): void {
  if (isHeard(level)) write({ level, message, timestamp: new Date().toISOString(), service, ...details });
}

/** Errors and what operators must see, each a line with its details as members. */
export const logger = {
  warn: (message: string, details: object): void => log('WARN', message, details),
  error: (message: string, details: object): void => log('ERROR', message, details),
  critical: (message: string, details: object): void => log('CRITICAL', message, details),
} as const;

/** CloudWatch's own names. */
export type MetricUnit = 'Count' | 'Milliseconds' | 'None';

export interface Count {
  /** From closed lists, never accounts: each combination is a metric of its own, which is paid for. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, readonly [value: number, unit: MetricUnit]>>;
  /** In the line and no dimension, for tracing one request. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Left out where an alarm names the other dimensions and nothing else. */
  readonly hasService?: false;
}

/** Writes metrics in the embedded metric format, unless `METRICS_DISABLED` is set. */
export function count({ dimensions, metrics, metadata = {}, hasService }: Count): void {
  if (process.env['METRICS_DISABLED'] === 'true') return;
  const named = hasService === false ? dimensions : { service, ...dimensions };
  const units = Object.entries(metrics).map(([Name, [, Unit]]) => ({ Name, Unit }));
  const values = Object.fromEntries(Object.entries(metrics).map(([name, [value]]) => [name, value]));
  const directive = { Namespace: namespace, Dimensions: [Object.keys(named)], Metrics: units };
  write({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] }, ...named, ...values, ...metadata });
}

/** Counts what a run of a job came to, by job. */
export function countJob(job: string, counts: Readonly<Record<string, number>>): void {
  const metrics = Object.fromEntries(Object.entries(counts).map(([name, times]) => [name, [times, 'Count'] as const]));
  count({ dimensions: { job }, metrics });
}

/** Counts a failure that a bug, a missing grant or a damaged item alone explains, by the function that met it: its canary is taken back by it. */
export function countInternalError(requestFunction: string): void {
  count({ dimensions: { function: requestFunction }, metrics: { InternalErrors: [1, 'Count'] } });
}

/**
 * Counts a request by operation and outcome, both from closed lists: never by account, which would make a metric per
 * customer. Its id is in the line's metadata.
 */
export function countRequest(request: {
  readonly operation: string;
  readonly outcome: string;
  readonly durationMs: number;
  readonly requestId: string;
}): void {
  const { operation, outcome, durationMs, requestId } = request;
  const metrics = { Requests: [1, 'Count'], Duration: [durationMs, 'Milliseconds'] } as const;
  count({ dimensions: { operation, outcome }, metrics, metadata: { requestId } });
}
