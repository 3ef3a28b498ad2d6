/** The events that happened, in order: as a number that is the same whenever the history is, and on request as text. */
export interface Trace {
  add(what: string, ...facts: readonly (string | number)[]): void;
  hash(): string;
  readonly lines: readonly string[];
}

/** Lines that are kept without anyone having asked for them: the end of a history that failed. */
const keptMax = 40;

export function createTrace(nowMs: () => number, isKept: boolean): Trace {
  const lines: string[] = [];
  let [high, low] = [0x811c9dc5, 0x1b873593];

  function take(number: number): void {
    high = Math.imul(high ^ number, 0x01000193);
    low = Math.imul(low ^ (high >>> 13) ^ number, 0x85ebca6b);
  }

  return {
    lines,
    hash: () => `${(high >>> 0).toString(16).padStart(8, '0')}${(low >>> 0).toString(16).padStart(8, '0')}`,
    add: (what, ...facts) => {
      const line = `${nowMs()} ${what} ${facts.join(' ')}`;
      for (let at = 0; at < line.length; at += 1) take(line.charCodeAt(at));
      lines.push(line);
      if (!isKept && lines.length > 2 * keptMax) lines.splice(0, keptMax);
    },
  };
}
