/** How work comes, in words and as a load. */
import { burst, closedLoop, type Load, type LoadResult, openLoop } from './load.ts';

export type Arrivals =
  | { readonly kind: 'burst'; readonly size: number }
  | { readonly kind: 'closed'; readonly workers: number; readonly seconds: number }
  | { readonly kind: 'open'; readonly perSecond: number; readonly seconds: number };

export function arrive(load: Load, arrivals: Arrivals, beside?: () => Promise<unknown>): Promise<LoadResult> {
  switch (arrivals.kind) {
    case 'burst':
      return burst(load, arrivals.size);
    case 'closed':
      return closedLoop(load, arrivals.workers, arrivals.seconds * 1_000);
    case 'open':
      return openLoop(load, arrivals.perSecond, arrivals.seconds * 1_000, beside);
    default:
      return arrivals satisfies never;
  }
}

export function arrivalsText(arrivals: Arrivals): string {
  switch (arrivals.kind) {
    case 'burst':
      return `burst of ${arrivals.size}`;
    case 'closed':
      return `${arrivals.workers} ${arrivals.workers === 1 ? 'worker' : 'workers'}, closed loop`;
    case 'open':
      return `${arrivals.perSecond}/s, open loop`;
    default:
      return arrivals satisfies never;
  }
}
