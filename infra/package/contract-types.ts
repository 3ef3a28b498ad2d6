/** The types of the contract, as they are met: how each is declared, and in which of the client's files. */
import * as z from 'zod/mini';
import { docLines, isPlainObject, type JsonSchema, nameOf, objectType, typeOf } from './json-type.ts';

export interface ContractTypes {
  /** The declaration of each type, by its name. */
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** How a type is written where it is used: by its name, or as it is, where a name would say no more. */
  readonly written: (type: UsedType) => string;
}

export interface Declaration {
  readonly text: string;
  /** Under `shared/client`. */
  readonly file: string;
}

export interface UsedType {
  readonly schema: z.ZodMiniType;
  readonly io: 'input' | 'output';
  /** For a schema that has no name of its own. */
  readonly name: string;
  /** Where such a schema is declared; in a file of its own when left out. */
  readonly file?: string;
}

export function contractTypes(): ContractTypes {
  const declarations = new Map<string, Declaration>();
  const declare = (name: string, schema: JsonSchema, file: string): void => {
    const type = isPlainObject(schema)
      ? `export interface ${name} ${objectType(schema)}`
      : `export type ${name} = ${typeOf(schema)};`;
    const text = [...docLines(schema.description ?? ''), type].join('\n');
    const before = declarations.get(name);
    if (before !== undefined && before.text !== text) throw new TypeError(`two schemas are called ${name}`);
    declarations.set(name, before ?? { text, file });
  };
  return {
    declarations,
    written: ({ schema: type, io, name, file = answerFile(name) }) => {
      const { $defs = {}, ...schema } = jsonSchema(type, io);
      for (const [each, definition] of Object.entries($defs)) declare(each, definition, answerFile(each));
      if (schema.$ref !== undefined) return nameOf(schema.$ref);
      if (schema.type !== 'object' && schema.anyOf === undefined) return typeOf(schema);
      declare(name, schema, file);
      return name;
    },
  };
}

export function jsonSchema(type: z.ZodMiniType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(type, { io, unrepresentable: 'any' }) as JsonSchema;
}

function answerFile(name: string): string {
  return `api/answers/${kebabOf(name)}.ts`;
}

/** A name as files have it: `auto-top-up` for `AutoTopUp`. */
export function kebabOf(name: string): string {
  return name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
