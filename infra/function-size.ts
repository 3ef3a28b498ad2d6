import type { RequestFunction } from '../shared/contract/routes/request-function.ts';

/** Memory and time by kind of work. A Lambda's processor comes with its memory. */
export interface FunctionSize {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

/** API Gateway gives up after 30 seconds: a function that ends before can still say what became of the request. */
export const gatewaySeconds = 30;

/** The sizes of functions that answer requests. What charges may take a batch, which needs its time. */
export const requestSizes = {
  charge: { memoryMb: 512, timeoutSeconds: 26 },
  gate: { memoryMb: 512, timeoutSeconds: 15 },
  reports: { memoryMb: 1024, timeoutSeconds: 26 },
  accounts: { memoryMb: 512, timeoutSeconds: 15 },
  // The payment provider answers within its bounds, tried again twice.
  payments: { memoryMb: 512, timeoutSeconds: 26 },
  catalogue: { memoryMb: 1024, timeoutSeconds: 26 },
  operators: { memoryMb: 512, timeoutSeconds: 15 },
} as const satisfies Record<RequestFunction, FunctionSize>;

/** Sizes of functions that work by themselves. */
export const functionSizes = {
  job: { memoryMb: 512, timeoutSeconds: 120 },
  webhook: { memoryMb: 256, timeoutSeconds: 15 },
  // A request may be twenty megabytes of events.
  intake: { memoryMb: 512, timeoutSeconds: 26 },
  // API Gateway waits ten seconds for an authorizer.
  authorizer: { memoryMb: 512, timeoutSeconds: 9 },
  longJob: { memoryMb: 1024, timeoutSeconds: 900 },
} as const satisfies Record<string, FunctionSize>;
