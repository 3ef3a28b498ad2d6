/**
 * One text per JSON value: members sorted by their names' UTF-16 code units, no white space, numbers in plain decimal
 * notation. It is RFC 8785 for every value this service writes, so that anyone can recompute an entry's hash, and two
 * spellings of one request (order, spaces, 1.0 for 1) have one fingerprint.
 */
export function canonicalJson(value: unknown): string {
  if (JSON.isRawJSON(value)) return value.rawJSON;
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
