/**
 * One text per JSON value: members sorted by their names' UTF-16 code units, no white space, numbers in plain decimal
 * notation. It is RFC 8785 for every value this service writes, so that anyone can recompute an entry's hash, and two
 * spellings of one request (order, spaces, 1.0 for 1) have one fingerprint.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (JSON.isRawJSON(value)) return value.rawJSON;
  const members: string[] = [];
  const object = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(object).sort()) {
    const member = object[name];
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}
