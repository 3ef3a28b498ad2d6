declare module 'asl-validator' {
  /** Holds a state machine against the states language's schemas, transitions and paths. */
  export default function validate(definition: object): {
    readonly isValid: boolean;
    readonly errors: readonly object[];
  };
}
