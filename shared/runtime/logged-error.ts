/**
 * Errors, as operators read them. A message may quote what it stumbled over: a parser the text, a store the item with its
 * account, key and dimensions. So only texts that are our own are logged; of any other error its name, where it was thrown,
 * and what AWS support asks for. Which account it was stands in the gateway's access log, under the same request id.
 */

import * as z from 'zod/mini';
import { present } from '../domain/present.ts';
import { ItemCorrupt, StoreUnavailable } from '../storage/table.ts';
import { SettingMissing } from './environment.ts';

export interface LoggedError {
  readonly name: string;
  readonly message?: string;
  /** The network's or Node's own word, as ECONNREFUSED. */
  readonly code?: string;
  readonly httpStatus?: number;
  readonly awsRequestId?: string;
  readonly at: readonly string[];
  readonly cause?: LoggedError;
}

/** Fields of Node's errors and the SDK's. */
const systemShape = z.object({
  code: z.optional(z.string().check(z.regex(/^[A-Z][A-Z0-9_]{0,63}$/))),
  $metadata: z.optional(z.object({ httpStatusCode: z.optional(z.int()), requestId: z.optional(z.string()) })),
});

const causesMax = 4;
const framesMax = 12;

export function loggedError(thrown: unknown, depth = 0): LoggedError {
  if (!(thrown instanceof Error)) return { name: typeof thrown, at: [] };
  const { name, message, cause } = thrown;
  const isOurs =
    thrown instanceof StoreUnavailable || thrown instanceof ItemCorrupt || thrown instanceof SettingMissing;
  return {
    name,
    ...(isOurs ? { message } : {}),
    ...fromSystem(thrown),
    at: framesOf(thrown),
    ...(cause === undefined || depth === causesMax ? {} : { cause: loggedError(cause, depth + 1) }),
  };
}

function fromSystem(error: Error): Pick<LoggedError, 'code' | 'httpStatus' | 'awsRequestId'> {
  const { code, $metadata } = systemShape.safeParse(error).data ?? {};
  return {
    ...present({ code }),
    ...($metadata?.httpStatusCode === undefined ? {} : { httpStatus: $metadata.httpStatusCode }),
    ...($metadata?.requestId === undefined ? {} : { awsRequestId: $metadata.requestId }),
  };
}

/** The lines of the stack that name a line of a file; its first lines are the message again. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const start = stack.indexOf(message) + message.length;
  return stack
    .slice(start)
    .split('\n')
    .filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line))
    .slice(0, framesMax)
    .map((line) => line.trim());
}
