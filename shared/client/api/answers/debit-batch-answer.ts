/** Written by `npm run openapi`: change the routes, never this. */
import type { Problem } from './problem.ts';
import type { Receipt } from './receipt.ts';

export interface DebitBatchAnswer {
  readonly results: readonly {
    readonly status: number;
    /** The answer was given before, under this key. */
    readonly replayed?: true;
    readonly body: Receipt | Problem;
  }[];
}
