/** The type `T` without its members that are undefined. */
export type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Members without those that are undefined, since a member that may be missing is not one that may be undefined. */
export function present<T extends object>(members: T): Present<T> {
  const kept: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(members)) if (member !== undefined) kept[name] = member;
  return kept as Present<T>;
}

/** The names of an object's members, as its type has them: for tables that `satisfies` closed. */
export function namesOf<T extends object>(table: T): readonly (keyof T & string)[] {
  return Object.keys(table) as (keyof T & string)[];
}
