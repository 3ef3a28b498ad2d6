/** Names a heading in addresses, as GitHub does, so that a link leads there in both places. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(/\s/g, '-');
}

/** Names the headings of one page in their order: one that comes again gets a number. */
export function uniqueAnchors(): (heading: string) => string {
  const seen = new Map<string, number>();
  return (heading) => {
    const name = anchorOf(heading);
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    return times === 0 ? name : `${name}-${times}`;
  };
}
