/** A change of the product's source that the simulator makes when it is bundled. The product itself has no switches. */
export interface Patch {
  /** From the repository's root. */
  readonly file: string;
  /** Found exactly once in it, or the bundle fails: a canary that no longer changes anything would prove nothing. */
  readonly search: string;
  readonly replacement: string;
}

/** A planted defect: what it breaks, and how. */
export interface Canary {
  readonly name: string;
  /** The rule of the write path, or the row of the fault catalogue, that it is against. */
  readonly against: string;
  readonly what: string;
  readonly patches: readonly Patch[];
}
