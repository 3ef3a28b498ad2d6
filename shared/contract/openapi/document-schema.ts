/** The document's schemas, as far as they are rewritten. */
export interface DocumentSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly DocumentSchema[];
  readonly oneOf?: readonly DocumentSchema[];
  readonly discriminator?: { readonly propertyName: string; readonly mapping: Readonly<Record<string, string>> };
  readonly items?: DocumentSchema;
  readonly properties?: Readonly<Record<string, DocumentSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | DocumentSchema;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
}

export type Schemas = Readonly<Record<string, DocumentSchema>>;

/** The schema by reference if it is one that gets a name, else itself, with all that is in it named. */
export type Place = (schema: DocumentSchema, name: string) => DocumentSchema;
