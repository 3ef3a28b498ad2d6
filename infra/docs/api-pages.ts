/** The reference: a page for each tag of the OpenAPI document, with its recorded examples, one of problems and one of events. */
import { type ApiDocument, type Operation, readApiDocument, readEventsDocument } from './api-document.ts';
import { type DocsPage, escapeHtml } from './docs-page.ts';
import { codeBlock, renderMarkdown } from './markdown.ts';
import { inline, memberTable } from './members.ts';
import { operationHtml, operationSection } from './operation-html.ts';

const group = 'API';

export function apiPages(): readonly DocsPage[] {
  const document = readApiDocument();
  const tagged = document.tags.map(({ name, description }) => tagPage(document, name, description));
  return [overview(document), ...tagged, problemsPage(document), eventsPage()];
}

function titleOf(tag: string): string {
  const words = tag.replaceAll('-', ' ');
  return tag === 'api-keys' ? 'API keys' : words.charAt(0).toUpperCase() + words.slice(1);
}

function operationsOf(document: ApiDocument, tag: string): readonly (readonly [string, string, Operation])[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags[0] === tag)
      .map(([method, operation]) => [path, method, operation] as const),
  );
}

function tagPage(document: ApiDocument, tag: string, description: string): DocsPage {
  const operations = operationsOf(document, tag);
  const list = operations.map(
    ([path, method, { operationId, summary }]) =>
      `<li><a href="#${operationId}">${escapeHtml(summary)}</a> <code>${method.toUpperCase()} ${escapeHtml(path)}</code></li>`,
  );
  const parts = operations.map(([path, method, operation]) => operationHtml(document, { path, method, operation }));
  return {
    path: `api/${tag}.html`,
    title: `API: ${titleOf(tag)}`,
    label: titleOf(tag),
    description,
    group,
    html: `<h1>API: ${titleOf(tag)}</h1>\n<p>${inline(description)}</p>\n<ul class="operations">${list.join('\n')}</ul>\n${parts.join('\n')}`,
    sections: operations.map(([path, method, operation]) => operationSection(path, method, operation)),
  };
}

function overview(document: ApiDocument): DocsPage {
  // The table of problems has a page of its own.
  const [text = ''] = document.info.description.split('\n| code |');
  const tags = document.tags.map(
    ({ name, description }) => `<li><a href="${name}.html">${titleOf(name)}</a>: ${inline(description)}</li>`,
  );
  const { html, sections } = renderMarkdown(`# API reference\n\n${text}`, (link) => link);
  return {
    path: 'api/index.html',
    title: 'API reference',
    label: 'Overview',
    description: 'Every route by what it is about, with recorded examples; the problems; the events.',
    group,
    html: `${html}\n<h2 id="by-subject">By subject</h2>\n<ul>${tags.join('\n')}</ul>\n<p><a href="problems.html">All problems</a>, <a href="events.html">all events</a>, and the document itself: <a href="../openapi.json">openapi.json</a>.</p>`,
    sections,
  };
}

function problemsPage({ components: { examples, schemas }, ...document }: ApiDocument): DocsPage {
  const retryable = new Map(
    [...document.info.description.matchAll(/^\| `([a-z-]+)` \| (\d+) \| (yes|no) \|/gm)].map(
      ([, code = '', status = '', again = '']) => [code, { status, again }],
    ),
  );
  const entries = Object.entries(examples).filter(([code]) => retryable.has(code));
  const parts = entries.map(([code, { summary, description, value }]) => {
    const { status, again } = retryable.get(code) ?? {};
    return `<h2 id="${code}"><code>${code}</code> <a class="anchor" href="#${code}" aria-label="Link to this part">#</a></h2>
<p><strong>${status}</strong> ${escapeHtml(summary)}. ${inline(description)} ${again === 'yes' ? 'The very same request may succeed later.' : 'The very same request won’t succeed later.'}</p>
<details><summary>Example</summary>${codeBlock(JSON.stringify(value, null, 2), 'json')}</details>`;
  });
  const schema = schemas['Problem'] ?? {};
  return {
    path: 'api/problems.html',
    title: 'API: Problems',
    label: 'Problems',
    description: 'Everything that isn’t what was asked for, by its code.',
    group,
    html: `<h1>API: Problems</h1>\n<p>Everything that isn’t what was asked for is a problem by RFC 9457. <code>code</code> is from this closed list; <code>GET /problems/{code}</code> explains one.</p>\n<details><summary>Members of a problem</summary>${memberTable(schema, schemas, 'Members of a problem')}</details>\n${parts.join('\n')}`,
    sections: entries.map(([code, { summary, description }]) => ({
      anchor: code,
      heading: code,
      text: `${summary}. ${description}`,
    })),
  };
}

function eventsPage(): DocsPage {
  const events = Object.entries(readEventsDocument().events);
  const parts = events.map(
    ([name, { version, description, detail }]) =>
      `<h2 id="${name}">${name} <a class="anchor" href="#${name}" aria-label="Link to this part">#</a></h2>\n<p>${inline(description)} Version ${version}.</p>\n<details><summary>Members of <code>detail</code></summary>${memberTable(detail, {}, `Members of ${name}`)}</details>`,
  );
  return {
    path: 'api/events.html',
    title: 'API: Events',
    label: 'Events',
    description: 'What is published when balances change.',
    group,
    html: `<h1>API: Events</h1>\n<p>Published under the source <code>credits</code>, at least once each; drop an <code>id</code> that you have seen.</p>\n${parts.join('\n')}`,
    sections: events.map(([name, { description }]) => ({ anchor: name, heading: name, text: description })),
  };
}
