import type { Weight } from '../shared/contract/routes/route.ts';

/** Memory and time by kind of work. A Lambda's processor comes with its memory. */
export interface FunctionSize {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

/** API Gateway gives up after 30 seconds: a function that ends before can still say what became of the request. */
export const gatewaySeconds = 30;

/** Sizes of functions that answer requests. */
export const requestSizes = {
  usual: { memoryMb: 512, timeoutSeconds: 15 },
  heavy: { memoryMb: 1024, timeoutSeconds: 26 },
} as const satisfies Record<Weight, FunctionSize>;

/** Sizes of functions that work by themselves. */
export const functionSizes = {
  job: { memoryMb: 512, timeoutSeconds: 120 },
  longJob: { memoryMb: 1024, timeoutSeconds: 900 },
} as const satisfies Record<string, FunctionSize>;
