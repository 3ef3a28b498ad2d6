import type * as z from 'zod/mini';

/** Words of others that aren't as they must be. */
export class WordsUnreadable extends Error {
  override readonly name = 'WordsUnreadable';
  readonly issues: readonly z.core.$ZodIssue[];

  constructor(issues: readonly z.core.$ZodIssue[]) {
    super('what came is not what its words say');
    this.issues = issues;
  }
}

/** Words that say what was used, and not by whom. They can be charged once a setting says it. */
export class NotMapped extends Error {
  override readonly name = 'NotMapped';
}

/** Reads something by its schema. Throws `WordsUnreadable` where it isn't so. */
export function readWords<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const found = schema.safeParse(value);
  if (!found.success) throw new WordsUnreadable(found.error.issues);
  return found.data;
}
