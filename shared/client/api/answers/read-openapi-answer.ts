/** Written by `npm run openapi`: change the routes, never this. */

export interface ReadOpenapiAnswer {
  readonly openapi: string;
  readonly [name: string]: unknown;
}
