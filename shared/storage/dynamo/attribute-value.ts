/**
 * Items as DynamoDB's protocol writes them, each value with its type's letter. The same conversion as the SDK's document
 * client makes, for the kinds of values that items of ours have; any other kind is a bug and throws.
 */
export type AttributeValue = Readonly<Record<string, unknown>>;
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Members without a value are left out, of maps and of lists. */
export function toAttributes(item: Readonly<Record<string, unknown>>): Attributes {
  const attributes: Record<string, AttributeValue> = {};
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) attributes[name] = toValue(value);
  }
  return attributes;
}

export function fromAttributes(attributes: unknown): Record<string, unknown> {
  const item: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record(attributes))) setMember(item, name, fromValue(value));
  return item;
}

function toValue(value: unknown): AttributeValue {
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'number':
      return { N: numberText(value) };
    case 'bigint':
      return { N: value.toString() };
    case 'boolean':
      return { BOOL: value };
    case 'object':
      return value === null ? { NULL: true } : toStructure(value);
    default:
      throw new TypeError(`an attribute can't hold a ${typeof value}`);
  }
}

function toStructure(value: object): AttributeValue {
  if (value instanceof Uint8Array) return { B: base64(value) };
  if (Array.isArray(value)) return { L: value.filter((each) => each !== undefined).map(toValue) };
  if (value instanceof Set) return toSet([...value]);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('an attribute can’t hold an instance');
  return { M: toAttributes({ ...value }) };
}

/** All of one kind. The table has no empty sets. */
function toSet(members: readonly unknown[]): AttributeValue {
  if (members.length === 0) throw new TypeError('an attribute can’t hold an empty set');
  if (members.every((each) => typeof each === 'string')) return { SS: members };
  if (members.every((each) => typeof each === 'number')) return { NS: members.map(numberText) };
  if (members.every((each) => each instanceof Uint8Array)) return { BS: members.map(base64) };
  throw new TypeError('an attribute can’t hold a set of several kinds');
}

function fromValue(attribute: unknown): unknown {
  const [kind, value] = Object.entries(record(attribute))[0] ?? [];
  switch (kind) {
    case 'S':
    case 'BOOL':
      return value;
    case 'N':
      return toNumber(value);
    case 'B':
      return bytes(value);
    case 'NULL':
      return null;
    case 'L':
      return list(value).map(fromValue);
    case 'M':
      return fromAttributes(value);
    case 'SS':
      return new Set(list(value));
    case 'NS':
      return new Set(list(value).map(toNumber));
    case 'BS':
      return new Set(list(value).map(bytes));
    default:
      throw new TypeError(`an attribute of the kind ${kind}`);
  }
}

/** Larger ones lose digits on their way to a number, and are then none of ours. */
function numberText(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER)
    throw new RangeError('an attribute can’t hold this number exactly');
  return String(value);
}

function toNumber(text: unknown): number {
  const value = Number(text);
  if (typeof text !== 'string' || !Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER)
    throw new RangeError('a number that can’t be read exactly');
  return value;
}

function base64(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
}

function bytes(text: unknown): Uint8Array {
  if (typeof text !== 'string') throw new TypeError('bytes that are no text');
  return new Uint8Array(Buffer.from(text, 'base64'));
}

/** As its own member, whatever its name. */
function setMember(item: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') item[name] = value;
  else Object.defineProperty(item, name, { value, writable: true, enumerable: true, configurable: true });
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('a list was expected');
  return value;
}

function record(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw new TypeError('attributes were expected');
  return value;
}
