/** An update as DynamoDB's expressions say it. Every name is an alias, since many are reserved words. */
import type { Condition, ItemChange, Path, Update } from './update.ts';

export interface UpdateExpression {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
}

export function updateExpression({ asks, changes }: Pick<Update, 'asks' | 'changes'>): UpdateExpression {
  const terms = createTerms();
  const condition = asks.map((ask) => conditionText(ask, terms)).join(' AND ');
  const clauses: Record<Clause, string[]> = { SET: [], REMOVE: [], ADD: [], DELETE: [] };
  for (const change of changes) {
    const [clause, text] = changeText(change, terms);
    clauses[clause].push(text);
  }
  const said = Object.entries(clauses).filter(([, texts]) => texts.length > 0);
  const values = terms.values();
  return {
    UpdateExpression: said.map(([clause, texts]) => `${clause} ${texts.join(', ')}`).join(' '),
    ConditionExpression: condition,
    ExpressionAttributeNames: terms.names(),
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
  };
}

type Clause = 'SET' | 'REMOVE' | 'ADD' | 'DELETE';

interface Terms {
  path(path: Path): string;
  value(value: unknown): string;
  names(): Readonly<Record<string, string>>;
  values(): Readonly<Record<string, unknown>>;
}

function createTerms(): Terms {
  const names = new Map<string, string>();
  const values: unknown[] = [];
  const alias = (name: string): string => {
    const known = names.get(name) ?? `#${names.size}`;
    names.set(name, known);
    return known;
  };
  return {
    path: ([attribute, member]) => (member === undefined ? alias(attribute) : `${alias(attribute)}.${alias(member)}`),
    value: (value) => `:${values.push(value) - 1}`,
    names: () => Object.fromEntries([...names].map(([name, known]) => [known, name])),
    values: () => Object.fromEntries(values.map((value, index) => [`:${index}`, value])),
  };
}

function conditionText(condition: Condition, terms: Terms): string {
  switch (condition.is) {
    case 'absent':
      return `attribute_not_exists(${terms.path(condition.path)})`;
    case 'present':
      return `attribute_exists(${terms.path(condition.path)})`;
    case 'between':
      return `${terms.path(condition.path)} BETWEEN ${terms.value(condition.from)} AND ${terms.value(condition.to)}`;
    case 'size<=':
    case 'size>=':
      return `size(${terms.path(condition.path)}) ${condition.is.slice(4)} ${terms.value(condition.value)}`;
    case 'without':
      return withoutText(condition, terms);
    case 'any':
      return joined(condition.of, 'OR', terms);
    case 'all':
      return joined(condition.of, 'AND', terms);
    case '=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return `${terms.path(condition.path)} ${condition.is} ${terms.value(condition.value)}`;
    default:
      return condition satisfies never;
  }
}

/** One condition goes without parentheses: around those of its own they would be refused as redundant. */
function joined(of: readonly Condition[], word: 'AND' | 'OR', terms: Terms): string {
  const texts = of.map((each) => conditionText(each, terms));
  return texts.length === 1 ? texts.join('') : `(${texts.join(` ${word} `)})`;
}

/** One negation for all: an expression may have 300 operators, and an append of 40 captures asks for 80 marks. */
function withoutText({ path, members }: Extract<Condition, { readonly is: 'without' }>, terms: Terms): string {
  const held = members.map((member) => `contains(${terms.path(path)}, ${terms.value(member)})`).join(' OR ');
  return members.length === 1 ? `NOT ${held}` : `NOT (${held})`;
}

function changeText(change: ItemChange, terms: Terms): readonly [Clause, string] {
  const path = terms.path(change.path);
  switch (change.do) {
    case 'set':
      return ['SET', `${path} = ${terms.value(change.value)}`];
    case 'remove':
      return ['REMOVE', path];
    case 'increase':
      return ['SET', `${path} = ${path} + ${terms.value(change.by)}`];
    case 'append':
      return ['SET', `${path} = list_append(${path}, ${terms.value(change.items)})`];
    case 'drop':
      // From the last of them down: an engine that shifts while it removes would take others.
      return [
        'REMOVE',
        Array.from({ length: change.count }, (_, at) => `${path}[${change.count - 1 - at}]`).join(', '),
      ];
    case 'include':
      return ['ADD', `${path} ${terms.value(new Set(change.members))}`];
    case 'exclude':
      return ['DELETE', `${path} ${terms.value(new Set(change.members))}`];
    default:
      return change satisfies never;
  }
}
