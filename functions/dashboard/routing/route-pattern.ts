/** Paths with names in braces, as the API's route table writes them: `/accounts/{accountId}/usage`. */

export type PathParams = Readonly<Record<string, string>>;

/** Reads the values that a path has for the pattern's names; undefined when the path is another. */
export function matchPath(pattern: string, path: string): PathParams | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined && part !== text) return undefined;
    if (name !== undefined && text === '') return undefined;
    if (name !== undefined) params[name] = decodePart(text);
  }
  return params;
}

export function fillPath(pattern: string, params: PathParams): string {
  return pattern.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = params[name];
    if (value === undefined) throw new TypeError(`${pattern} needs ${name}`);
    return encodeURIComponent(value);
  });
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
