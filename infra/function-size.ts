/** Memory and time by kind of work. A Lambda's processor comes with its memory. */
export interface FunctionSize {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

/** API Gateway gives up after 30 seconds: a function that ends before can still say what became of the request. */
export const gatewaySeconds = 30;

export const functionSizes = {
  request: { memoryMb: 512, timeoutSeconds: 15 },
  /** Batches, long reads and whole price lists. */
  heavyRequest: { memoryMb: 1024, timeoutSeconds: 26 },
  job: { memoryMb: 512, timeoutSeconds: 120 },
  longJob: { memoryMb: 1024, timeoutSeconds: 900 },
} as const satisfies Record<string, FunctionSize>;
