/** Colours code by classes. The library's types bring the whole DOM with them, which nothing here has: the part in use is said here. */
import { createRequire } from 'node:module';
import { escapeHtml } from './docs-page.ts';

interface Highlighter {
  registerLanguage(name: string, language: unknown): void;
  getLanguage(name: string): unknown;
  highlight(text: string, options: { readonly language: string }): { readonly value: string };
}

const load = createRequire(import.meta.url);
const library: Highlighter = load('highlight.js/lib/core');

const languages: Readonly<Record<string, readonly string[]>> = {
  bash: ['sh', 'bash'],
  go: ['go'],
  http: ['http'],
  javascript: ['js'],
  json: ['json'],
  python: ['python'],
  sql: ['sql'],
  typescript: ['ts', 'tsx'],
  yaml: ['yaml'],
};
for (const [file, names] of Object.entries(languages))
  for (const name of names) library.registerLanguage(name, load(`highlight.js/lib/languages/${file}`));

/** As HTML; a language that isn't known goes without colours. */
export function highlighted(text: string, language: string): string {
  return library.getLanguage(language) === undefined ? escapeHtml(text) : library.highlight(text, { language }).value;
}
