/** Changes of a provider's events on their way: events dropped, doubled, moved, and members removed, renamed, retyped, added. */
import fc from 'fast-check';

export type Mutation =
  | { readonly kind: 'drop' | 'double' | 'swap'; readonly event: number }
  | {
      readonly kind: 'remove' | 'rename' | 'retype' | 'add';
      readonly event: number;
      readonly member: number;
      readonly value: unknown;
    };

const retypings: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', 'x', 0, -1, 1.5, 1e30, [], {}, [null], { text: 'y' }),
  fc.integer({ min: 0, max: 400 }),
);
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constantFrom('drop', 'double', 'swap'), event: fc.nat(11) }),
  fc.record({
    kind: fc.constantFrom('remove', 'rename', 'retype', 'add'),
    event: fc.nat(11),
    member: fc.nat(40),
    value: retypings,
  }),
);

export function mutate(events: readonly unknown[], mutations: readonly Mutation[]): readonly unknown[] {
  return mutations.reduce((current, each) => {
    if (current.length === 0) return current;
    const at = each.event % current.length;
    const event = current[at];
    switch (each.kind) {
      case 'drop':
        return current.toSpliced(at, 1);
      case 'double':
        return current.toSpliced(at, 0, event);
      case 'swap':
        return [...current.slice(at), ...current.slice(0, at)];
      case 'remove':
      case 'rename':
      case 'retype':
      case 'add':
        return current.with(at, changesOf(event, each));
      default:
        return each satisfies never;
    }
  }, events);
}

/** A copy with its n-th member, counted through all its objects, changed. What is in bytes is changed inside. */
function changesOf(event: unknown, mutation: Mutation & { readonly member: number; readonly value: unknown }): unknown {
  let left = mutation.member % Math.max(1, membersOf(event));
  const walk = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return new TextEncoder().encode(JSON.stringify(walk(inside(value))));
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null || value instanceof Error) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, each]): (readonly [string, unknown])[] => {
        const isIt = left === 0;
        left -= 1;
        if (!isIt) return [[name, walk(each)]];
        if (mutation.kind === 'remove') return [];
        if (mutation.kind === 'rename') return [[`x_${name}`, each]];
        if (mutation.kind === 'retype') return [[name, mutation.value]];
        return [
          [name, each],
          ['another', mutation.value],
        ];
      }),
    );
  };
  return walk(event);
}

export function inside(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}

function membersOf(value: unknown): number {
  if (value instanceof Uint8Array) return membersOf(inside(value));
  if (typeof value !== 'object' || value === null || value instanceof Error) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum: number, each) => sum + membersOf(each), own);
}
