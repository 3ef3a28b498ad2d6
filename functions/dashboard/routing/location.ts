/**
 * Where the person is: a path and a query behind the `#`. There, deep links need nothing of the server that the page lies
 * on, and no path of the page can be mistaken for one of the API.
 */
import { useSyncExternalStore } from 'react';

export interface PageLocation {
  readonly path: string;
  readonly query: URLSearchParams;
}

export type PageQuery = Readonly<Record<string, string | undefined>>;

function readLocation(hash: string): PageLocation {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  return { path: path === '' ? '/' : path, query: new URLSearchParams(query) };
}

/** The link to a location. Members of the query that are undefined or empty are left out. */
export function linkTo(path: string, query: PageQuery = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value]],
  );
  return given.length === 0 ? `#${path}` : `#${path}?${new URLSearchParams(given)}`;
}

export function useLocation(): PageLocation {
  return readLocation(useSyncExternalStore(subscribe, () => window.location.hash));
}

/** Changes parts of the query where the person is. It is the same page still, so nothing scrolls; "back" undoes the change. */
export function changeQuery(changes: PageQuery): void {
  move('pushState', changes);
}

/** The same for what changes while somebody types: "back" goes to what was there before. */
export function retypeQuery(changes: PageQuery): void {
  move('replaceState', changes);
}

function move(how: 'pushState' | 'replaceState', changes: PageQuery): void {
  const { path, query } = readLocation(window.location.hash);
  const link = linkTo(path, { ...Object.fromEntries(query), ...changes });
  if (link === window.location.hash) return;
  window.history[how](null, '', link);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

/** The link to where the person is, with parts of the query changed. */
export function here(changes: PageQuery): string {
  const { path, query } = readLocation(window.location.hash);
  return linkTo(path, { ...Object.fromEntries(query), ...changes });
}

export function goTo(link: string): void {
  window.location.hash = link;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}
