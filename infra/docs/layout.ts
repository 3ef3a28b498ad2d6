/** Lays a page out: head, search, contents, and the page itself. Nothing is inline that the policy of the dashboard's name forbids. */
import { type DocsPage, escapeHtml } from './docs-page.ts';

/** Files that every page names, below the site's root, by their content's hash. */
export interface Assets {
  readonly style: string;
  readonly script: string;
  readonly searchScript: string;
  readonly searchTexts: string;
}

const siteTitle = 'Credits';

export function layOut(page: DocsPage, pages: readonly DocsPage[], assets: Assets): string {
  const root = '../'.repeat(page.path.split('/').length - 1) || './';
  const title = page.path === 'index.html' ? `${siteTitle}: guides and reference` : `${page.title} · ${siteTitle}`;
  return `<!doctype html>
<html lang="en" data-root="${root}" data-search-script="${assets.searchScript}" data-search-texts="${assets.searchTexts}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeHtml(page.description)}">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${root}${assets.style}">
<link rel="icon" href="${root}icon.svg" type="image/svg+xml">${alternate(page)}
<script type="module" src="${root}${assets.script}"></script>
</head>
<body>
<a class="skip" href="#main">To the page</a>
<header>
<a href="${root}index.html">${siteTitle}</a>
<a class="to-contents" href="#contents">Contents</a>
<div class="search" role="search"><input type="search" aria-label="Search the documentation" placeholder="Search ( / )" autocomplete="off"><ul hidden></ul></div>
</header>
<div class="layout">
<main id="main">
${page.html}
</main>
<nav class="contents" id="contents" aria-label="Contents">
${contents(page, pages, root)}
</nav>
</div>
</body>
</html>
`;
}

function alternate({ path, markdown }: DocsPage): string {
  if (markdown === undefined) return '';
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.html$/, '.md');
  return `\n<link rel="alternate" type="text/markdown" href="${name}">`;
}

function contents(current: DocsPage, pages: readonly DocsPage[], root: string): string {
  const groups = [...new Set(pages.map(({ group }) => group).filter((group) => group !== ''))];
  return groups
    .map((group) => {
      const items = pages
        .filter((page) => page.group === group)
        .map(({ path, label, title }) => {
          const isHere = path === current.path ? ' aria-current="page"' : '';
          return `<li><a href="${root}${path}"${isHere}>${escapeHtml(label ?? title)}</a></li>`;
        });
      return `<h2 class="group">${escapeHtml(group)}</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
    })
    .join('\n');
}
