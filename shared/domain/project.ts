/**
 * Projects: what one deployment keeps apart. Each has accounts, catalogue, keys, payments and lists of its own, as if it were alone; ids
 * mean something within their project only.
 */

export interface Project {
  readonly name: string;
  /** In a test project the clock of an account can be moved ahead. In a live one it never can. */
  readonly mode: ProjectMode;
  /** As one of its accounts sees it, whose clock was moved ahead of everybody's. */
  readonly moved?: MovedClock;
}

export type ProjectMode = 'live' | 'test';

export interface MovedClock {
  readonly accountId: string;
  /** Milliseconds, above 0. */
  readonly aheadMs: number;
}

/** The one that every deployment has. What was stored before there were others is its. */
export const defaultProject: Project = { name: 'default', mode: 'live' };

export function isDefault({ name }: Project): boolean {
  return name === defaultProject.name;
}

/** A small letter, then up to 30 small letters, digits and hyphens: a name is part of addresses, keys and ids. */
export const projectName = /^[a-z][a-z0-9-]{0,30}$/;
