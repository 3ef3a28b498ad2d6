import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Errors and what operators must see. A request that went as it should leaves one EMF line and no log line: at a dollar per million debits, lines cost as much as the work. */
export const logger = new Logger({ serviceName: 'credits' });

export const metrics = new Metrics({ namespace: 'Credits', serviceName: 'credits' });

/** Counts what a run of a job came to, by job: names from a closed list, never accounts. */
export function countJob(job: string, counts: Readonly<Record<string, number>>): void {
  metrics.addDimensions({ job });
  for (const [name, count] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, count);
  metrics.publishStoredMetrics();
}

/**
 * Counts a request by operation and outcome, both from closed lists: never by account, which would make a metric per
 * customer. Ids are in the line's metadata, for tracing one request.
 */
export function countRequest(request: {
  readonly operation: string;
  readonly outcome: string;
  readonly durationMs: number;
  readonly requestId: string;
}): void {
  metrics.addDimensions({ operation: request.operation, outcome: request.outcome });
  metrics.addMetric('Requests', MetricUnit.Count, 1);
  metrics.addMetric('Duration', MetricUnit.Milliseconds, request.durationMs);
  metrics.addMetadata('requestId', request.requestId);
  metrics.publishStoredMetrics();
}
