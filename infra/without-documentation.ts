/**
 * Leaves out of bundles what only documents the contract: routes' summaries, answers and examples, and what schemas say for
 * the OpenAPI document. No deployed function reads any of it. A schema that nothing else asks for is left out with it:
 * modules of the contract make values and do nothing else as they are loaded, which the bundler is told of calls and spreads alike.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import { parseAst } from 'rolldown/parseAst';

const ofContract = /\/shared\/contract\/.*\.ts$/;
const documenting = new Set(['summary', 'description', 'answer', 'refusals', 'example', 'bodyShape']);
/** Makers of fields, by what documents one: members of what they are given, or the places of texts among it. */
const fieldMembers = new Set(['description', 'example']);
const membersOf: Readonly<Record<string, ReadonlySet<string>>> = {
  defineRoute: documenting,
  text: fieldMembers,
  // Its pattern is the document's alone.
  amount: new Set([...fieldMembers, 'pattern']),
};
const placesOf: Readonly<Record<string, readonly number[]>> = {
  instant: [0],
  shortText: [0, 1],
  slug: [0, 1],
  wholeNumber: [2],
};

export const withoutDocumentation: Plugin = {
  name: 'without-documentation',
  setup: (build) => {
    build.onLoad({ filter: ofContract }, ({ path }) => ({
      contents: stripped(readFileSync(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** The source with `z.meta({…})` emptied, without what documents a route, and with calls of the module itself marked as pure. */
export function stripped(source: string): string {
  const cuts: Cut[] = [];
  visit(parseAst(source, { lang: 'ts' }), cuts, false);
  return cuts
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce((text, { start, end, by }) => text.slice(0, start) + by + text.slice(end), source);
}

interface Node extends Readonly<Record<string, unknown>> {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Sees each node once, but what is cut out. Calls in functions aren't made as the module is loaded. */
function visit(node: unknown, cuts: Cut[], isInFunction: boolean): void {
  if (Array.isArray(node)) for (const each of node) visit(each, cuts, isInFunction);
  if (!isNode(node)) return;
  if ((node.type === 'CallExpression' || node.type === 'NewExpression') && !isInFunction) markPure(node, cuts);
  for (const { start, end } of documentingTexts(node)) cuts.push({ start, end, by: "''" });
  const within = isInFunction || /Function/.test(node.type);
  const left = documentationIn(node);
  cuts.push(...left.map(({ start, end, type }) => ({ start, end, by: leftOut[type] ?? '{}' })));
  for (const inner of Object.values(node)) visitOthers(inner, left, cuts, within);
}

function visitOthers(inner: unknown, left: readonly Node[], cuts: Cut[], isInFunction: boolean): void {
  const all = Array.isArray(inner) ? inner : [inner];
  for (const each of all) {
    const properties = isNode(each) && each.type === 'ObjectExpression' ? each['properties'] : undefined;
    if (isNode(each) && left.includes(each)) continue;
    const spreads = isNode(each) && !isInFunction ? spreadsIn(each) : [];
    if (isNode(each) && spreads.length > 0) assignInstead(each, spreads, cuts);
    visit(Array.isArray(properties) ? properties.filter((one) => !left.includes(one)) : each, cuts, isInFunction);
  }
}

/** Once where several calls begin alike: the mark is for the whole chain. */
function markPure({ start }: Node, cuts: Cut[]): void {
  if (!cuts.some((cut) => cut.start === start && cut.by === pureMark)) cuts.push({ start, end: start, by: pureMark });
}

const pureMark = '/* @__PURE__ */ ';

/**
 * A spread may call what it takes from, for all that the bundler knows, so it keeps every object that has one: as a pure call
 * that assigns the parts to one another it may be left out.
 */
function assignInstead({ start, end }: Node, spreads: readonly Node[], cuts: Cut[]): void {
  cuts.push({ start, end: start, by: `${pureMark}Object.assign(` }, { start: end, end, by: ')' });
  for (const spread of spreads) {
    cuts.push({ start: spread.start, end: spread.start + '...'.length, by: '}, ' });
    cuts.push({ start: spread.end, end: spread.end, by: ', {__proto__:null' });
  }
}

function spreadsIn({ type, properties }: Node): readonly Node[] {
  if (type !== 'ObjectExpression' || !Array.isArray(properties)) return [];
  return properties.filter(isNode).filter((part) => part.type === 'SpreadElement');
}

/** Nothing in the place of a member, or of a check among others; elsewhere an empty object. */
const leftOut: Readonly<Record<string, string>> = { Property: '...{}', CallExpression: '...[]' };

function documentationIn(node: Node): readonly Node[] {
  if (node.type !== 'CallExpression' || !isNode(node['callee'])) return [];
  const given = Array.isArray(node['arguments']) ? node['arguments'].filter(isNode) : [];
  const checks = given.filter(({ type, callee }) => type === 'CallExpression' && isNode(callee) && isMeta(callee));
  if (checks.length > 0) return checks;
  const [first] = given;
  if (first?.type !== 'ObjectExpression' || !Array.isArray(first['properties'])) return [];
  if (isMeta(node['callee'])) return [first];
  const members = membersOf[String(node['callee']['name'])];
  return first['properties'].filter(isNode).filter(({ key }) => isNode(key) && members?.has(String(key['name'])));
}

/** Texts alone: what is put together of several stays. */
function documentingTexts(node: Node): readonly Node[] {
  if (node.type !== 'CallExpression' || !isNode(node['callee'])) return [];
  const given = Array.isArray(node['arguments']) ? node['arguments'] : [];
  const places = placesOf[String(node['callee']['name'])] ?? [];
  return places
    .map((place): unknown => given[place])
    .filter(isNode)
    .filter(({ type }) => type === 'Literal');
}

function isMeta({ type, object, property }: Node): boolean {
  const [of, member] = [object, property];
  return type === 'MemberExpression' && isNode(of) && of['name'] === 'z' && isNode(member) && member['name'] === 'meta';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
