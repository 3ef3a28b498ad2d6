import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

export const root = new URL('../..', import.meta.url);

/** The imports of each source file within the repository, types included. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

const specifier = /\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

export function readImportGraph(): ImportGraph {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  const sources = listed.split('\n').filter((file) => /\.tsx?$/.test(file) && existsSync(new URL(file, root)));
  const known = new Set(sources);
  return new Map(
    sources.map((file) => {
      const text = readFileSync(new URL(file, root), 'utf8');
      const named = [...text.matchAll(specifier)].map(([, path = '']) => posix.join(posix.dirname(file), path));
      return [file, [...new Set(named.filter((target) => known.has(target)))]];
    }),
  );
}

/** Groups of files that import each other, directly or by way of others: Tarjan's strongly connected components. */
export function circlesIn(graph: ImportGraph): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    const mine = order.size;
    order.set(file, mine);
    lowest.set(file, mine);
    open.push(file);
    for (const target of graph.get(file) ?? []) {
      const seen = order.get(target);
      const reached = seen === undefined ? visit(target) : open.includes(target) ? seen : mine;
      lowest.set(file, Math.min(lowest.get(file) ?? mine, reached));
    }
    const low = lowest.get(file) ?? mine;
    if (low === mine) {
      const group = open.splice(open.indexOf(file));
      if (group.length > 1 || graph.get(file)?.includes(file)) circles.push(group.toSorted());
    }
    return low;
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return circles;
}
