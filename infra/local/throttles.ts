/**
 * A stage's throttles on this machine, as API Gateway has them: each route that has a weight other than `usual` by itself, and all others of
 * an address together. What is beyond is turned away before anybody looks at it.
 */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Weight } from '../../shared/contract/routes/weight.ts';
import type { Throttle } from '../throttle.ts';

export interface LocalThrottles {
  /** Takes a place for a request of a project's address; false where there is none left at this instant. */
  lets(project: string, route: { readonly id: string; readonly weight?: Weight }): boolean;
}

/** `clockMs` is a clock that never goes back: the machine's, whatever the service's own is. */
export function localThrottles(
  throttle: Readonly<Record<Weight, Throttle>>,
  clockMs: () => number = () => performance.now(),
): LocalThrottles {
  const buckets = new Map<string, Bucket>();
  return {
    lets: (project, { id, weight = 'usual' }) => {
      const name = `${project} ${weight === 'usual' ? weight : id}`;
      const bucket = buckets.get(name) ?? { left: throttle[weight].burst, atMs: clockMs() };
      buckets.set(name, bucket);
      return takes(bucket, throttle[weight], clockMs());
    },
  };
}

interface Bucket {
  left: number;
  atMs: number;
}

function takes(bucket: Bucket, { ratePerSecond, burst }: Throttle, nowMs: number): boolean {
  bucket.left = Math.min(burst, bucket.left + ((nowMs - bucket.atMs) / 1_000) * ratePerSecond);
  bucket.atMs = nowMs;
  if (bucket.left < 1) return false;
  bucket.left -= 1;
  return true;
}

/** The gateway's own words. */
export const turnedAway: APIGatewayProxyStructuredResultV2 = {
  statusCode: 429,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"Too Many Requests"}',
};
