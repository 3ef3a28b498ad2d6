/** An object with a member for each name of a closed list, in its order: a name that is added to the list has its member at once. */
export function recordOf<const Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): { readonly [Each in Name]: Value } {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as { readonly [Each in Name]: Value };
}
