/** Values told as text, the same for as long as what they say is the same. */
import { createHash } from 'node:crypto';

/** Kept beside what is recorded since after these histories were, and shown to nobody: what they lead to is told. */
const laterMembers: ReadonlySet<string> = new Set(['sinceSeq', 'openedSeq']);

export function tell(value: unknown): string {
  return JSON.stringify(value, (_name, each: unknown) => {
    if (typeof each === 'bigint') return `${each}n`;
    if (each instanceof Map || each instanceof Set) return [...each];
    // A member that is there without a value isn't the same as none.
    if (each === undefined) return 'undefined';
    if (each === Number.POSITIVE_INFINITY) return 'never';
    return isPlain(each) ? Object.fromEntries(membersOf(each)) : each;
  });
}

/** Members that were called otherwise when the histories were recorded; none of them is stored by name. */
const recordedNames: Readonly<Record<string, string>> = { ranks: 'places' };

function membersOf(value: object): readonly (readonly [string, unknown])[] {
  const members = Object.entries(value)
    .filter(([name]) => !laterMembers.has(name))
    .map(([name, each]) => [recordedNames[name] ?? name, each] as const);
  return members.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Tells whether an object is plain: what is in no order of its own is told in one: a member means the same wherever it stands. */
function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 10);
}
