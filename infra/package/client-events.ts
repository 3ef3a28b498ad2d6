/** Writes the events as plain types, for whoever receives them: one type an event, told apart by its name. */
import { eventSchemas } from '../../shared/contract/events/event-schemas.ts';
import { docLines, type JsonSchema, typeOf } from './json-type.ts';

interface DescribedEvent {
  readonly version: number;
  readonly description: string;
  readonly detail: JsonSchema;
}

const head = `/**
 * The events that the service publishes on EventBridge, as they arrive. A version is for ever: members are only added to it.
 * \`npm run openapi\` writes this file from the contract's events: change those, never this.
 */
`;

export function clientEvents(): string {
  const { source, events } = eventSchemas() as {
    readonly source: string;
    readonly events: Readonly<Record<string, DescribedEvent>>;
  };
  const names = Object.keys(events);
  const details = Object.entries(events).flatMap(([name, { description, detail }]) => [
    ...docLines(description),
    `${name}: ${typeOf(detail)};`,
  ]);
  return [
    head,
    `/** EventBridge's \`source\` of every event. */\nexport const eventSource = ${JSON.stringify(source)};`,
    `/** The detail of each event, by its \`detail-type\`. */\nexport interface EventDetails {\n${details.join('\n')}\n}`,
    'export type EventName = keyof EventDetails;',
    `export const eventNames = ${JSON.stringify(names)} as const satisfies readonly EventName[];`,
    `/** An event as EventBridge hands it to its targets. */
export type CreditsEvent<Name extends EventName = EventName> = {
  readonly [Each in Name]: {
    readonly source: typeof eventSource;
    readonly 'detail-type': Each;
    readonly time: string;
    readonly detail: EventDetails[Each];
  };
}[Name];`,
    `/** True for an event of this name, or of any. A name that a newer service may have added isn't one of them. */
export function isCreditsEvent<Name extends EventName = EventName>(
  event: { readonly source?: unknown; readonly 'detail-type'?: unknown },
  name?: Name,
): event is CreditsEvent<Name> {
  const type = event['detail-type'];
  return event.source === eventSource && (name === undefined ? eventNames.some((each) => each === type) : type === name);
}`,
    '',
  ].join('\n\n');
}
