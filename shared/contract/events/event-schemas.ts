/** The events' JSON Schemas, derived. Only the script that writes them out imports this, and the tests. */
import * as z from 'zod/mini';
import { eventSource } from './event-detail.ts';
import { detailSchema, type EventType, eventTypes } from './event-types.ts';

export function eventSchemas(): object {
  const types: readonly EventType[] = Object.values(eventTypes);
  return {
    source: eventSource,
    events: Object.fromEntries(
      types.map((type) => [
        type.name,
        {
          version: type.version,
          description: type.meaning,
          detail: z.toJSONSchema(detailSchema(type), { override: ({ jsonSchema }) => forSubscribers(jsonSchema) }),
        },
      ]),
    ),
  };
}

/** Subscribers must bear members that are added later, and read what the OpenAPI document says beside a type. */
function forSubscribers(schema: Record<string, unknown>): void {
  delete schema['additionalProperties'];
  const { override } = schema;
  delete schema['override'];
  if (typeof override === 'object') Object.assign(schema, override);
}
