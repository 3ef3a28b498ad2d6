/** The pages that somebody wrote: guides in the order of their first page, READMEs that readers need, changelogs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { present } from '../../shared/domain/present.ts';
import type { DocsPage } from './docs-page.ts';
import { renderMarkdown } from './markdown.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const guidesFolder = 'shared/client/guides/';

/** READMEs and changelogs, by where they stand in the repository, and where on the site. */
const others: Readonly<Record<string, string>> = {
  'shared/client/README.md': 'client.html',
  'shared/client/python/README.md': 'python.html',
  'shared/contract/README.md': 'contract.html',
  'infra/local/README.md': 'local.html',
  'infra/README.md': 'operating.html',
  'shared/client/CHANGELOG.md': 'changelog/credits-ledger.html',
  'shared/client/python/CHANGELOG.md': 'changelog/python.html',
  'infra/library/CHANGELOG.md': 'changelog/credits-ledger-cdk.html',
  'CHANGELOG.md': 'changelog/service.html',
};

const changelogs: Readonly<Record<string, string>> = {
  'CHANGELOG.md': 'The service and its API',
  'shared/client/CHANGELOG.md': 'credits-ledger',
  'shared/client/python/CHANGELOG.md': 'credits-ledger for Python',
  'infra/library/CHANGELOG.md': 'credits-ledger-cdk',
};

/** The first page comes first, then the others as the contents list them. */
export function writtenPages(): readonly DocsPage[] {
  const index = readFileSync(`${root}${guidesFolder}README.md`, 'utf8');
  const listed = entriesOf(index);
  const files = readdirSync(root + guidesFolder).filter((file) => file.endsWith('.md') && file !== 'README.md');
  // A guide that isn't listed yet is there all the same.
  const rest = files
    .filter((file) => !listed.some(({ path }) => path === guidesFolder + file))
    .map((file) => ({ path: guidesFolder + file, group: 'Recipes' }));
  return [
    page({ path: `${guidesFolder}README.md`, group: '' }),
    ...[...listed, ...rest].map(page),
    ...Object.entries(changelogs).map(([path, label]) => page({ path, label, group: 'Changelogs' })),
  ];
}

interface Entry {
  readonly path: string;
  readonly group: string;
  readonly label?: string;
}

/** Lines like `- [Holds](holds.md)`, each below the heading that it is of. */
function entriesOf(index: string): readonly Entry[] {
  let group = '';
  return index.split('\n').flatMap((line) => {
    group = /^## (.+)$/.exec(line)?.[1] ?? group;
    const [, label, link] = /^- \[([^\]]+)\]\(([^)]+)\)$/.exec(line) ?? [];
    if (label === undefined || link === undefined) return [];
    return [{ group, label, path: normalize(join(guidesFolder, link)) }];
  });
}

function page({ path, group, label }: Entry): DocsPage {
  const markdown = readFileSync(root + path, 'utf8');
  const own = siteNameOf(path) ?? '';
  const { title, ...rendered } = renderMarkdown(markdown, (link) => hrefOf(link, path, own));
  // Beside the page it leads to other texts.
  const text = markdown.replaceAll(
    /\]\(([^)\s]+)\)/g,
    (_, link: string) => `](${hrefOf(link, path, own).replace(/\.html(?=#|$)/, '.md')})`,
  );
  const named = group === 'Changelogs' ? `Changelog: ${label}` : title;
  return { path: own, group, title: named, markdown: text, ...rendered, ...present({ label }) };
}

function siteNameOf(path: string): string | undefined {
  if (path === 'README.md' || path === `${guidesFolder}README.md`) return 'index.html';
  if (path.startsWith(guidesFolder)) return path.slice(guidesFolder.length).replace(/\.md$/, '.html');
  return others[path];
}

/** Leads to the site's own page of what a link means in the repository. */
function hrefOf(link: string, from: string, own: string): string {
  if (/^(https?:|#)/.test(link)) return link;
  const [file = '', anchor] = link.split('#');
  const target = normalize(join(dirname(from), file));
  const name = siteNameOf(target);
  if (name === undefined || !existsSync(root + target))
    throw new Error(`${from} leads to ${link}, which the site hasn’t`);
  const up = '../'.repeat(own.split('/').length - 1);
  return `${up}${name}${anchor === undefined ? '' : `#${anchor}`}`;
}
