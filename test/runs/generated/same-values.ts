/** Compares an answer as it came with what a client's types made of it: the same members with the same values. */

/** The first place where the two differ; undefined if they don't. Members that hold null or nothing count as absent. */
export function differenceOf(raw: unknown, typed: unknown, place = 'answer'): string | undefined {
  if (Array.isArray(raw) && Array.isArray(typed)) {
    if (raw.length !== typed.length) return `${place} has ${typed.length} of ${raw.length} elements`;
    return first(raw.map((each, at) => differenceOf(each, typed[at], `${place}[${at}]`)));
  }
  if (isObject(raw) && isObject(typed)) {
    const names = new Set([...Object.keys(raw), ...Object.keys(typed)]);
    return first([...names].map((name) => differenceOf(raw[name], typed[name], `${place}.${name}`)));
  }
  return isSame(raw ?? undefined, typed ?? undefined)
    ? undefined
    : `${place} is ${JSON.stringify(typed)}, not ${JSON.stringify(raw)}`;
}

/** Instants may be written otherwise. */
function isSame(raw: unknown, typed: unknown): boolean {
  if (raw === typed) return true;
  if (typeof raw !== 'string' || typeof typed !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(raw)) return false;
  return Date.parse(raw) === Date.parse(typed);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function first(differences: readonly (string | undefined)[]): string | undefined {
  return differences.find((each) => each !== undefined);
}
