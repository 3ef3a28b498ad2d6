import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { IntakeRoute } from '../../contract/routes/intake.ts';
import type { FieldFault } from '../http-answer.ts';

/** Usage that somebody tells of, before the schema has read it. */
export interface ToldUsage {
  /** Where it stands in what was sent: `[3]`, or a span by its ids. */
  readonly place: string;
  /** The event in our own words, as far as it has any. */
  readonly event: unknown;
  /** The same as it came: by that it is put aside. */
  readonly body: unknown;
}

/** Usage that can't be read, and what is wrong with it. */
export interface UnreadableUsage extends Omit<ToldUsage, 'event'> {
  /** The account, where that much can be read. */
  readonly accountId?: string;
  readonly faults: readonly FieldFault[];
}

/** The outcome of a request: how many events were kept, and which can't be read. */
export interface IntakeReport {
  readonly kept: number;
  readonly unreadable: readonly UnreadableUsage[];
}

/** The reasons why a request as a whole isn't taken. */
export type IntakeRefusal = 'invalid-request' | 'not-authorized' | 'request-too-large' | 'unavailable';

/** A protocol by which usage comes in: how its bodies are read, and how it answers. */
export interface IntakeProtocol {
  readonly route: IntakeRoute;
  /** True where nobody reads the answer: what can't be read is put aside. */
  readonly putsAside?: true;
  /** The usage that a body tells of. Throws `IntakeUnreadable`, or what a parser throws, where nothing of it can be read. */
  read(body: Buffer, mediaType: string): readonly (ToldUsage | UnreadableUsage)[];
  taken(report: IntakeReport, mediaType: string): APIGatewayProxyStructuredResultV2;
  refused(refusal: IntakeRefusal, detail: string, mediaType: string): APIGatewayProxyStructuredResultV2;
}

/** A request of which nothing can be read. */
export class IntakeUnreadable extends Error {
  override readonly name = 'IntakeUnreadable';
}
