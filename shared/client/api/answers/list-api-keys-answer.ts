/** Written by `npm run openapi`: change the routes, never this. */
import type { ApiKey } from './api-key.ts';

export interface ListApiKeysAnswer {
  readonly keys: readonly ApiKey[];
  /** Ask with it for the next page; absent on the last. */
  readonly nextCursor?: string;
}
