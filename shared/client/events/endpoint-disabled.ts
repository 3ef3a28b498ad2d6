/** Written by `npm run openapi`: change the events, never this. */

/** Nothing is delivered to an endpoint any more, once per disabling: `failing` took nothing for five days, `gone` answered 410, `by-hand` was an operator. Enable it and send again what it missed, from `failingSince` on, which is left out where its last delivery had succeeded. It is of no account: endpoints that ask for some accounts alone aren’t told. */
export interface EndpointDisabled {
  readonly metadata: {
    /** The same in every duplicate: drop what you have seen. */
    readonly id: string;
    readonly version: 1;
    /** ISO 8601 in UTC with milliseconds. */
    readonly at: string;
    /** The project of the account, left out of the default one’s. */
    readonly project?: string;
  };
  readonly data: {
    readonly endpointId: string;
    readonly name: string;
    readonly reason: 'by-hand' | 'failing' | 'gone';
    /** ISO 8601 in UTC with milliseconds. */
    readonly failingSince?: string;
  };
}
