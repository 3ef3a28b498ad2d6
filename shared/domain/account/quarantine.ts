/** Why nothing changes an account until people have looked: its books disagree, or what is stored of it can't be read. */
export interface Quarantine {
  readonly sinceMs: number;
  /** Findings of an audit, each with the entry that it is about. */
  readonly findings: readonly string[];
}

/** A quarantine that is over: by whom, when and why, as far as that was kept. */
export interface PastQuarantine extends Quarantine {
  readonly endedAtMs: number;
  readonly reason?: string;
  readonly actor?: string;
}
