import { type RefusalReason, refusalReasons } from '../../domain/decisions/refusal-reasons.ts';
import { type FaultCode, faultCodes } from './fault-problems.ts';

export type ProblemCode = RefusalReason | FaultCode;

export const problemCodes = [...faultCodes, ...refusalReasons] as const;

/** Stable for ever, relative to the service: `GET` it for the meaning. */
export function problemType(code: ProblemCode): string {
  return `/problems/${code}`;
}
