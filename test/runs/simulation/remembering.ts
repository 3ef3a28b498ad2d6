import type { Patch } from './planted.ts';

/** A limit for each counts three values in the simulator: histories are short, and come to the end of that. */
const fewValues: Patch = {
  file: 'shared/domain/account/limit.ts',
  search: 'export const limitValuesMax = 100;',
  replacement: 'export const limitValuesMax = 3;',
};

/**
 * Patches that save time: the same stored item, or the same text after the same hash, isn't read a second
 * time. Reading is pure and items in the table never change, so nothing else is different; it makes histories twice as fast.
 */
export const remembering: readonly Patch[] = [
  fewValues,
  onceForEachItem('shared/storage/account-item.ts', {
    head: 'export function decodeAccount(accountId: string, item: Item): LoadedAccount {',
    name: 'decodeAccount',
    isExported: true,
  }),
  onceForEachItem('shared/storage/segments.ts', {
    head: 'function readSegment(accountId: string, item: Item, most?: number): Segment {',
    name: 'readSegment',
    isExported: false,
  }),
  {
    file: 'shared/storage/catalogue-versions.ts',
    search: "  return parse(storedPlan, item['plan'], 'a plan');",
    replacement: `  const known = readPlans.get(item);
  if (known !== undefined) return known;
  const plan = parse(storedPlan, item['plan'], 'a plan');
  readPlans.set(item, plan);
  return plan;
}
const readPlans = new WeakMap<Item, Plan>();
{`,
  },
  {
    file: 'shared/storage/entry-text.ts',
    search: `  const said = parse(storedObject, text, "an entry's text");`,
    replacement: `  const memo = \`\${accountId} \${hash} \${previous === undefined} \${text}\`;
  const known = readEntries.get(memo);
  if (known !== undefined) return known;
  const said = parse(storedObject, text, "an entry's text");`,
  },
  {
    file: 'shared/storage/entry-text.ts',
    search: '  return { entry, next };',
    replacement: `  if (readEntries.size > 2_000) readEntries.clear();
  const decoded = { entry, next };
  readEntries.set(memo, decoded);
  return decoded;`,
  },
  {
    file: 'shared/storage/entry-text.ts',
    search: '/** The texts of a run of entries,',
    replacement: `const readEntries = new Map<string, { readonly entry: Entry; readonly next: RunPlace }>();
/** The texts of a run of entries,`,
  },
];

function onceForEachItem(
  file: string,
  { head, name, isExported }: { readonly head: string; readonly name: string; readonly isExported: boolean },
): Patch {
  return {
    file,
    search: head,
    replacement: `${isExported ? 'export ' : ''}function ${name}(accountId: string, item: Item) {
  const known = ${name}Known.get(item);
  if (known !== undefined) return known;
  const found = ${name}Anew(accountId, item);
  ${name}Known.set(item, found);
  return found;
}
const ${name}Known = new WeakMap<Item, ReturnType<typeof ${name}Anew>>();
${head.replace('export ', '').replace(`${name}(`, `${name}Anew(`)}`,
  };
}
