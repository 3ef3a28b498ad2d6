/** Reads JSON without rounding: a number with more digits than a double keeps stays as it was written. */
export function parseExactly(text: string): unknown {
  return JSON.parse(text, (_name, value: unknown, { source }) =>
    typeof value === 'number' && source !== undefined && String(value) !== source ? JSON.rawJSON(source) : value,
  );
}
