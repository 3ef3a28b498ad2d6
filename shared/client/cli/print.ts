import Table from 'cli-table3';

/** An answer for people: single values as a list, lists of objects as tables under their names. */
export function formatAnswer(answer: unknown): string {
  if (!isObject(answer)) return String(answer);
  const singles: [string, string][] = [];
  const tables: string[] = [];
  collect(answer, '', singles, tables);
  return [...(singles.length > 0 ? [formatRows(singles)] : []), ...tables].join('\n');
}

export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({ head: [...head], chars: noFrame, style: plain });
  table.push(...rows.map((row) => [...row]));
  return trimCell(table.toString());
}

const noFrame = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};
const plain = { head: [], border: [], 'padding-left': 0, 'padding-right': 0 };

function formatRows(rows: readonly (readonly string[])[]): string {
  const table = new Table({ chars: noFrame, style: plain });
  table.push(...rows.map((row) => [...row]));
  return trimCell(table.toString());
}

function trimCell(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function collect(object: object, prefix: string, singles: [string, string][], tables: string[]): void {
  for (const [name, value] of Object.entries(object)) {
    const title = prefix === '' ? name : `${prefix}.${name}`;
    if (Array.isArray(value) && value.some(isObject)) tables.push(`\n${title}\n${tableOf(value)}`);
    else if (isObject(value) && !Array.isArray(value)) collect(value, title, singles, tables);
    else singles.push([title, textOf(value)]);
  }
}

function tableOf(rows: readonly unknown[]): string {
  const flat = rows.map((row) => {
    const singles: [string, string][] = [];
    const inner: string[] = [];
    if (isObject(row)) collect(row, '', singles, inner);
    return new Map(singles);
  });
  const head = [...new Set(flat.flatMap((row) => [...row.keys()]))].filter((name) => !isLong(name));
  return formatTable(
    head,
    flat.map((row) => head.map((name) => row.get(name) ?? '')),
  );
}

/** Columns that would push everything else off the screen. `--json` has them. */
function isLong(name: string): boolean {
  return ['hash', 'previousHash', 'fingerprint', 'idempotencyKey', 'caller', 'accountId'].includes(name);
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.map(textOf).join(', ') : String(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
