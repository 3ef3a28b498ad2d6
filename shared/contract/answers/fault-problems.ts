/** The problems that a request, or the service, may have. */
import type { ProblemKind } from './problem-kind.ts';

export const faultCodes = [
  'invalid-request',
  'idempotency-key-invalid',
  'not-authorized',
  'route-not-found',
  'method-not-allowed',
  'request-too-large',
  'internal-error',
  'account-quarantined',
  'unavailable',
] as const;
export type FaultCode = (typeof faultCodes)[number];

export const faultProblems = {
  'invalid-request': {
    status: 400,
    title: 'The request is not valid',
    meaning:
      'Something in it is not as the contract says; `errors` names each field. Nothing was changed or remembered.',
    retryable: false,
  },
  'idempotency-key-invalid': {
    status: 400,
    title: 'The Idempotency-Key is missing or malformed',
    meaning: 'Every change carries a key of 1 to 255 printable ASCII characters. Nothing was changed or remembered.',
    retryable: false,
  },
  'not-authorized': {
    status: 403,
    title: 'Not allowed for this caller',
    meaning: 'The caller’s permissions do not cover this route, or its session or key this account.',
    retryable: false,
  },
  'route-not-found': {
    status: 404,
    title: 'No such route',
    meaning: 'The path is none of those in /openapi.json.',
    retryable: false,
  },
  'method-not-allowed': {
    status: 405,
    title: 'No such method on this route',
    meaning: 'The path exists with other methods; `Allow` lists them.',
    retryable: false,
  },
  'request-too-large': {
    status: 413,
    title: 'The request is too large',
    meaning: 'The body is larger than this route takes.',
    retryable: false,
  },
  'internal-error': {
    status: 500,
    title: 'An error of ours',
    meaning:
      'A bug, and it has been logged. If it was a change, repeat it with the same key: it is carried out once at most.',
    retryable: true,
  },
  unavailable: {
    status: 503,
    title: 'Temporarily unavailable',
    meaning:
      'The store did not answer in time or the account is very busy. Repeat with the same key after `Retry-After` seconds: nothing is lost or done twice.',
    retryable: true,
  },
  'account-quarantined': {
    status: 409,
    title: 'The account is quarantined',
    meaning:
      'Its ledger and its balance disagree, or can’t be read. Nothing changes it until an operator has repaired it or lifted the quarantine; reads go on with what can be proved, other accounts are not affected. The refusal is not remembered: afterwards, the same key is carried out once.',
    retryable: true,
  },
} as const satisfies Record<FaultCode, ProblemKind>;
