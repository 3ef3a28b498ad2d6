/**
 * Reads the service's tables: usage, ledgers and statements as CSV (RFC 4180), with texts as they were before the service wrote an
 * apostrophe before those that a spreadsheet would take for a formula. Names of columns are data: rows are lists, in their order.
 */
export interface CsvTable {
  readonly columns: readonly string[];
  /** As many fields as there are columns; what has no value is empty. */
  readonly rows: readonly (readonly string[])[];
}

/** Throws a `SyntaxError` for a text that isn't a whole table, as after a download that broke off. */
export function readCsv(text: string): CsvTable {
  const [columns, ...rows] = recordsOf(text);
  if (columns === undefined) throw new SyntaxError('There is no line of column names.');
  const odd = rows.findIndex((row) => row.length !== columns.length);
  if (odd !== -1) throw new SyntaxError(`Record ${odd + 2} has not as many fields as there are columns.`);
  return { columns, rows };
}

/** One field and what ends it. Sticky, so that what is no field is found where it stands. */
const fieldPattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n)/y;

function recordsOf(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    fieldPattern.lastIndex = at;
    const found = fieldPattern.exec(text);
    if (found === null) throw new SyntaxError(`Record ${records.length + 1} breaks off, or has a quote out of place.`);
    const [whole, quoted, plain = '', end] = found;
    record.push(asWritten(quoted === undefined ? plain : quoted.replaceAll('""', '"')));
    at += whole.length;
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  if (record.length > 0) throw new SyntaxError(`Record ${records.length + 1} breaks off.`);
  return records;
}

/** Takes the apostrophe off that the service wrote before what begins like a formula, or with an apostrophe. */
function asWritten(field: string): string {
  return field.startsWith("'") ? field.slice(1) : field;
}
