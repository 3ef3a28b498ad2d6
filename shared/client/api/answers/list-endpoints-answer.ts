/** Written by `npm run openapi`: change the routes, never this. */
import type { Endpoint } from './endpoint.ts';

export interface ListEndpointsAnswer {
  readonly endpoints: readonly Endpoint[];
}
