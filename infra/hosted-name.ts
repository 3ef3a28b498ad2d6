/** A name of one's own in place of a generated one. */
export interface HostedName {
  readonly name: string;
  /** A certificate of that name: of the stage's Region for an API, of us-east-1 for the page. */
  readonly certificateArn: string;
  /** The public zone of Route 53 that the name is in, which gets its records. Without it they are made by whoever keeps the zone. */
  readonly hostedZone?: { readonly id: string; readonly name: string };
}
