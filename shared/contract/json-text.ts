/**
 * Reading a request body. JSON.parse alone would round 2^53+1, turn 1e400 into Infinity and keep the last of two members
 * with one name; each of those changes what was asked without a word. So numbers are judged by their source text, and the
 * policy for doubled members is: refused, by name. So is `__proto__`, which libraries drop without a word, and a text with half
 * a surrogate pair.
 */
import { parseRational } from '../domain/decimal.ts';

export interface TextFault {
  /** The member at fault, as `usage[0].quantity`; `body` for the text as a whole. */
  readonly field: string;
  readonly message: string;
}

export type ReadText =
  | { readonly kind: 'read'; readonly value: unknown }
  | { readonly kind: 'faulty'; readonly fault: TextFault };

export const depthMax = 8;

/**
 * Parses strictly. A number that a double doesn't carry exactly comes as `JSON.rawJSON` of its source text, for the schema
 * of its field to judge: most have no use for it, quantities do.
 */
export function readJson(text: string): ReadText {
  try {
    JSON.parse(text);
  } catch {
    return faulty('body', 'must be well-formed JSON');
  }
  const fault = structureFault(text);
  if (fault !== undefined) return { kind: 'faulty', fault };
  const value = JSON.parse(text, (_name, member, { source }) =>
    typeof member === 'number' && source !== undefined ? exactNumber(member, source) : member,
  );
  return { kind: 'read', value };
}

/** Where a value stands, as people write it: `debits[3].usage[0].sku`. */
export function fieldName(path: readonly PropertyKey[]): string {
  const text = path.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : `${name}${name === '' ? '' : '.'}${String(step)}`),
    '',
  );
  return text === '' ? 'body' : text;
}

function exactNumber(parsed: number, source: string): unknown {
  const exact = parseRational(source);
  const carried = Number.isFinite(parsed) ? parseRational(String(parsed)) : undefined;
  const isExact =
    exact !== undefined &&
    carried !== undefined &&
    exact.numerator * carried.denominator === carried.numerator * exact.denominator &&
    !(Object.is(parsed, -0) || (parsed === 0 && source.startsWith('-')));
  return isExact ? parsed : JSON.rawJSON(source);
}

interface Open {
  readonly path: readonly PropertyKey[];
  /** Names seen so far, of an object; undefined for an array. */
  readonly names?: Set<string>;
  /** The member or element that comes next. */
  step: PropertyKey;
}

/** One pass over text that is known to be well-formed: finds the first doubled or poisonous member and nesting beyond the bound. */
function structureFault(text: string): TextFault | undefined {
  const open: Open[] = [];
  let isName = false;
  for (let at = 0; at < text.length; at += 1) {
    const top = open.at(-1);
    switch (text[at]) {
      case '"': {
        const end = stringEnd(text, at);
        if (!isWellFormed(text.slice(at, end)))
          return {
            field: fieldName(isName ? (top?.path ?? []) : pathOf(top)),
            message: 'must not hold half a surrogate pair',
          };
        if (isName && top?.names !== undefined) {
          const name: unknown = JSON.parse(text.slice(at, end));
          if (typeof name !== 'string') throw new TypeError('a member name is a string');
          const field = fieldName([...top.path, name]);
          if (top.names.has(name)) return { field, message: 'must not appear twice' };
          if (name === '__proto__') return { field, message: 'is not a member of this request' };
          top.names.add(name);
          top.step = name;
        }
        at = end - 1;
        break;
      }
      case '{':
      case '[': {
        if (open.length === depthMax)
          return { field: fieldName(pathOf(top)), message: `must not nest deeper than ${depthMax}` };
        const isObject = text[at] === '{';
        open.push({ path: pathOf(top), step: isObject ? '' : 0, ...(isObject ? { names: new Set<string>() } : {}) });
        isName = isObject;
        break;
      }
      case '}':
      case ']':
        open.pop();
        isName = false;
        break;
      case ':':
        isName = false;
        break;
      case ',':
        if (top !== undefined && typeof top.step === 'number') top.step += 1;
        isName = top?.names !== undefined;
        break;
      default:
    }
  }
  return undefined;
}

/** Half a pair is no character: stored as UTF-8 it would be another text than the one that was hashed. */
function isWellFormed(literal: string): boolean {
  if (!/\\u[dD][89a-fA-F]/.test(literal)) return true;
  const value: unknown = JSON.parse(literal);
  return typeof value === 'string' && value.isWellFormed();
}

function pathOf(open: Open | undefined): readonly PropertyKey[] {
  return open === undefined ? [] : [...open.path, open.step];
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function faulty(field: string, message: string): ReadText {
  return { kind: 'faulty', fault: { field, message } };
}
