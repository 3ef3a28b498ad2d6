/** The project that the page looks at: the deployment's default one, or the one that its address names by `?project=`. */
const named = /^\?project=([a-z][a-z0-9-]{0,30})$/;

/** Its name; undefined of the default one. */
export function projectOfPage(search: string): string | undefined {
  return named.exec(search)?.[1];
}
