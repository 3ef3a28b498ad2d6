/** Written by `npm run openapi`: change the routes, never this. */
import type { ApiKey } from './api-key.ts';

export interface RotateApiKeyAnswer {
  /** What the holder sends as `Authorization: Bearer <key>`. It is told this once, and kept nowhere: scanners for secrets know it by `credits_key_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}`. */
  readonly key: string;
  readonly apiKey: ApiKey;
}
