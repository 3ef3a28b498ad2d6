/** Writes the events as plain types, for whoever receives them: one type an event, told apart by its name. */
import { eventSchemas } from '../../shared/contract/events/event-schemas.ts';
import { kebabOf } from './contract-types.ts';
import { docLines, type JsonSchema, typeOf, writtenFrom } from './json-type.ts';

interface DescribedEvent {
  readonly version: number;
  readonly description: string;
  readonly detail: JsonSchema;
}

const head = `/**
 * The events that the service publishes on EventBridge, as they arrive. A version is for ever: members are only added to it.
 * \`npm run openapi\` writes this file and those of its folder from the contract's events: change those, never these.
 */`;

/** The text of each file by its path under `shared/client`: one for the detail of each event, and one that has them all. */
export function clientEvents(): Readonly<Record<string, string>> {
  const { source, events } = eventSchemas() as {
    readonly source: string;
    readonly events: Readonly<Record<string, DescribedEvent>>;
  };
  const files = Object.entries(events).map(([name, { description, detail }]) => [
    detailFile(name),
    [writtenFrom('the events'), '', ...docLines(description), `export interface ${name} ${typeOf(detail)}`, ''].join(
      '\n',
    ),
  ]);
  return { ...Object.fromEntries(files), 'events.ts': wholeOf(source, Object.keys(events)) };
}

function detailFile(name: string): string {
  return `events/${kebabOf(name)}.ts`;
}

function wholeOf(source: string, names: readonly string[]): string {
  const imports = names.map((name) => `import type { ${name} } from './${detailFile(name)}';`);
  const details = names.map((name) => `${name}: ${name};`);
  return [
    [head, ...imports].join('\n'),
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
