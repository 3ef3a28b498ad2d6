/** Renders Markdown as the site shows it: headings with names, code in colours by classes alone, links between pages. */
import { Marked, type Tokens } from 'marked';
import { uniqueAnchors } from './anchor.ts';
import { escapeHtml, type Section } from './docs-page.ts';
import { highlighted } from './highlighted.ts';

export interface Rendered {
  readonly title: string;
  /** The first sentences under the title, as text. */
  readonly description: string;
  readonly html: string;
  readonly sections: readonly Section[];
}

/** `hrefOf` answers where a link of the page leads on the site. */
export function renderMarkdown(markdown: string, hrefOf: (link: string) => string): Rendered {
  const marked = new Marked({ gfm: true });
  const anchors = uniqueAnchors();
  marked.use({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading): string {
        const inner = this.parser.parseInline(tokens);
        const id = anchors(text);
        return `<h${depth} id="${id}">${inner} <a class="anchor" href="#${id}" aria-label="Link to this part">#</a></h${depth}>\n`;
      },
      code: ({ text, lang = '' }: Tokens.Code): string => codeBlock(text, lang),
      link({ href, tokens }: Tokens.Link): string {
        return `<a href="${escapeHtml(hrefOf(href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      // Comments are the tests', not the readers'.
      html: ({ text }: Tokens.HTML | Tokens.Tag): string =>
        text.startsWith('<!--') ? fileName(text) : escapeHtml(text),
      table(token: Tokens.Table): string {
        const cells = (row: readonly Tokens.TableCell[], tag: string): string =>
          `<tr>${row.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`;
        const body = token.rows.map((row) => cells(row, 'td')).join('\n');
        return `<div class="table" tabindex="0" role="group" aria-label="Table"><table><thead>${cells(token.header, 'th')}</thead><tbody>${body}</tbody></table></div>\n`;
      },
    },
  });
  const tokens = marked.lexer(markdown);
  const first = tokens.find((token) => token.type === 'paragraph');
  const title = tokens.find((token) => token.type === 'heading');
  return {
    title: plainText(title?.raw ?? '').replace(/^# /, ''),
    description: plainText(first?.raw ?? ''),
    html: marked.parser(tokens),
    sections: sectionsOf(tokens),
  };
}

/** The name of a file stands above its code. */
function fileName(comment: string): string {
  const [, name] = /^<!-- file: (\S+) -->/.exec(comment) ?? [];
  return name === undefined ? '' : `<p class="file">${escapeHtml(name)}</p>\n`;
}

/** A block of code, which the keyboard can scroll. */
export function codeBlock(text: string, language: string): string {
  return `<pre tabindex="0"><code>${highlighted(text, language)}</code></pre>\n`;
}

function sectionsOf(tokens: readonly { readonly type: string; readonly raw: string }[]): readonly Section[] {
  const sections: { anchor: string; heading: string; text: string }[] = [];
  const anchors = uniqueAnchors();
  for (const { type, raw } of tokens) {
    const heading = plainText(raw).replace(/^#+ /, '');
    if (type === 'heading') {
      const anchor = anchors(heading);
      sections.push({ anchor: sections.length === 0 ? '' : anchor, heading, text: '' });
    }
    if (type !== 'heading' && type !== 'html' && type !== 'space') {
      const last = sections.at(-1);
      if (last !== undefined) last.text += `${plainText(raw)} `;
    }
  }
  return sections;
}

/** Without the marks of Markdown, for search and lists. */
function plainText(markdown: string): string {
  return markdown
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^```\w*$/gm, '')
    .replaceAll(/[*`|]|^[-:\s|]+$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
