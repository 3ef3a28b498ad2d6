/** `llms.txt`: what is where, for agents that read text, by the form of llmstxt.org; the pages beside it are Markdown. */
import type { DocsPage } from './docs-page.ts';

export function llmsText(pages: readonly DocsPage[]): string {
  const [first] = pages;
  const groups = [...new Set(pages.map(({ group }) => group).filter((group) => group !== ''))];
  const lists = groups.map((group) => {
    const items = pages
      .filter((page) => page.group === group)
      .map(({ path, title, description, markdown }) => {
        const href = markdown === undefined ? path : path.replace(/\.html$/, '.md');
        return `- [${title}](${href})${description === '' ? '' : `: ${description}`}`;
      });
    return `## ${group}\n\n${items.join('\n')}`;
  });
  return `# Credits\n\n> ${first?.description ?? ''}\n\nThe API as OpenAPI 3.1: [openapi.json](openapi.json). An MCP server comes with the client: \`npx credits-ledger mcp\`.\n\n${lists.join('\n\n')}\n`;
}
