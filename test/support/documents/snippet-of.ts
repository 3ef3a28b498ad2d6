import { guides } from './guides.ts';
import { blocksIn } from './readme.ts';

/** The first snippet of a guide in a language. */
export function snippetOf(guide: string, language: string): string {
  const { text = '' } = guides.find(({ name }) => name === guide) ?? {};
  const block = blocksIn(text).find((each) => each.language === language);
  if (block === undefined) throw new TypeError(`${guide} has no snippet in ${language}`);
  return block.text;
}
