/** Written by `npm run openapi`: change the routes, never this. */
import type { Endpoint } from './endpoint.ts';

export interface CreateEndpointAnswer {
  /** What the receiver verifies signatures with, by Standard Webhooks: `whsec_` and base64. It is told this once. */
  readonly secret: string;
  readonly endpoint: Endpoint;
}
