/** Written by `npm run openapi`: change the routes, never this. */

export interface Endpoint {
  readonly endpointId: string;
  readonly name: string;
  readonly form: 'event' | 'cloudevent' | 'slack' | 'email';
  /** Where to. Of the form `slack` the host alone: the rest is what lets anybody post there. Left out of the form `email`. */
  readonly url?: string;
  /** The types that are delivered; all but entries when left out. */
  readonly eventTypes?: readonly string[];
  readonly accountIds?: readonly string[];
  readonly accountPrefix?: string;
  /** `failing`: the last try of a delivery failed. After five days without a success it is `disabled`. */
  readonly state: 'enabled' | 'failing' | 'disabled';
  /** ISO 8601 in UTC with milliseconds. */
  readonly failingSince?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly disabledAt?: string;
  /** `by-hand`: somebody disabled it. `failing`: no delivery succeeded for five days. `gone`: its receiver answered 410. */
  readonly disabledReason?: 'by-hand' | 'failing' | 'gone';
  /** ISO 8601 in UTC with milliseconds. */
  readonly createdAt: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly secretMadeAt: string;
  /** Until then a secret from before the last rotation signs, too. */
  readonly formerSecretsEndAt?: string;
}
