/** Links of a page in Markdown, and the headings that others may lead to. */
import { uniqueAnchors } from '../../../infra/docs/anchor.ts';

/** Where a page's links lead, those in code left out. */
export function linksIn(markdown: string): readonly string[] {
  const text = markdown.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
}

/** The names of a page's headings in addresses, as GitHub makes them. */
export function anchorsIn(markdown: string): readonly string[] {
  const text = markdown.replaceAll(/^```.*?^```$/gms, '');
  const anchors = uniqueAnchors();
  return [...text.matchAll(/^#{1,4} (.+)$/gm)].map(([, heading = '']) => anchors(heading));
}
