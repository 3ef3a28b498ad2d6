/** The names under which the client is imported: `credits-ledger/gate` is `shared/client/entries/gate.ts`. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const clientFolder = `${root}shared/client/`;

export function entryNames(): readonly string[] {
  return readdirSync(`${clientFolder}entries`)
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
}

/** By name, where its source is. */
export function entrySources(): Readonly<Record<string, string>> {
  return Object.fromEntries(entryNames().map((name) => [name, `${clientFolder}entries/${name}.ts`]));
}
