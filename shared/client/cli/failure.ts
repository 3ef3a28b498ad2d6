import { NoAnswer } from '../http-client.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** A command could not do what it was asked to, for a reason that its caller can mend. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = exitCodes.faulty) {
    super(message);
    this.exitCode = exitCode;
  }
}

const fileCodes = ['ENOENT', 'EISDIR', 'EACCES'];

/** Explains, in a line, a failure that the caller can mend. Undefined for anything else: a bug, whose stack is wanted. */
export function explainFailure(cause: unknown): { readonly message: string; readonly exitCode: ExitCode } | undefined {
  if (!(cause instanceof Error)) return undefined;
  if (cause instanceof Failure) return cause;
  if (cause instanceof NoAnswer) {
    const why = cause.cause instanceof Error && cause.cause.name !== 'TypeError' ? ` (${cause.cause.message})` : '';
    return { message: `${cause.message}${why}. Is it running? npm start`, exitCode: exitCodes.unreachable };
  }
  // Of the SDK's chain: no profile of that name, a session that ended.
  if (/^(CredentialsProviderError|TokenProviderError)$/.test(cause.name))
    return { message: `no credentials to sign with: ${cause.message}`, exitCode: exitCodes.faulty };
  const isFile = 'code' in cause && fileCodes.some((code) => code === cause.code);
  return isFile || cause instanceof SyntaxError ? { message: cause.message, exitCode: exitCodes.faulty } : undefined;
}
