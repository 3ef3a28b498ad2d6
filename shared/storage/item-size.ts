/**
 * The size that DynamoDB bills an item by: attribute names and values in UTF-8, numbers about half their digits, three
 * bytes for a list or map and one for each of its elements; a set is as large as its members.
 */
export function itemSizeBytes(item: Readonly<Record<string, unknown>>): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) {
    if (value !== undefined) bytes += Buffer.byteLength(name) + valueSizeBytes(value);
  }
  return bytes;
}

function valueSizeBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return 1 + Math.ceil(String(Math.abs(value)).replace('.', '').length / 2);
  if (value instanceof Uint8Array) return value.byteLength;
  if (value instanceof Set) return [...value].reduce<number>((sum, each) => sum + valueSizeBytes(each), 0);
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + 1 + valueSizeBytes(each), 3);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).reduce(
      (sum, [name, each]) => sum + 1 + Buffer.byteLength(name) + valueSizeBytes(each),
      3,
    );
  }
  return 1;
}
