/**
 * One text per JSON value: members sorted by their names' UTF-16 code units, no white space, numbers in plain decimal
 * notation. It is RFC 8785 for every value this service writes, so that anyone can recompute an entry's hash, and two
 * spellings of one request (order, spaces, 1.0 for 1) have one fingerprint.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      return Number.isFinite(value) ? `${value}` : 'null';
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : structure(value);
    default:
      return JSON.stringify(value);
  }
}

function structure(value: object): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (JSON.isRawJSON(value)) return value.rawJSON;
  const object = value as Readonly<Record<string, unknown>>;
  let members = '';
  for (const name of Object.keys(object).sort()) {
    const member = object[name];
    if (member !== undefined) members += `${members === '' ? '' : ','}${quote(name)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/** Characters that JSON writes otherwise than as it is: quotes, backslashes, control characters, halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const escapeSigns = /["\\\u0000-\u001f\ud800-\udfff]/;

function quote(text: string): string {
  return escapeSigns.test(text) ? JSON.stringify(text) : `"${text}"`;
}
