/** The OpenAPI document and the events, as the reference reads them: both are written by `npm run openapi`. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Schema, Schemas } from './members.ts';

const contract = fileURLToPath(new URL('../../shared/contract/', import.meta.url));
export const openApiFile = `${contract}openapi/openapi.json`;

export interface Example {
  readonly summary: string;
  readonly description: string;
  readonly value: unknown;
}

interface Media {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly $ref: string }>>;
  readonly schema?: Schema;
}

export interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, Media>>;
  readonly $ref?: string;
}

export interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

export interface ApiDocument {
  readonly info: { readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Schemas;
    readonly examples: Readonly<Record<string, Example>>;
    readonly responses: Readonly<Record<string, Answer>>;
  };
}

export interface EventsDocument {
  readonly events: Readonly<
    Record<string, { readonly version: number; readonly description: string; readonly detail: Schema }>
  >;
}

export function readApiDocument(): ApiDocument {
  return JSON.parse(readFileSync(openApiFile, 'utf8'));
}

export function readEventsDocument(): EventsDocument {
  return JSON.parse(readFileSync(`${contract}events/events.json`, 'utf8'));
}
