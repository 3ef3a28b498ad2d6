/** Written by `npm run openapi`: change the routes, never this. */

export interface TestEndpointAnswer {
  readonly deliveryId: string;
}
