/** Written by `npm run openapi`: change the routes, never this. */

export interface DeleteEndpointAnswer {
  readonly endpointId: string;
}
