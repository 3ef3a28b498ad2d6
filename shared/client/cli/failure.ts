import { NoAnswer } from '../http-client.ts';

/** A command could not do what it was asked to, for a reason that its caller can mend. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

const fileCodes = ['ENOENT', 'EISDIR', 'EACCES'];

/** What a caller can mend, in a line. Undefined for anything else: a bug, whose stack is wanted. */
export function explainFailure(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  if (cause instanceof NoAnswer) return `${cause.message}. Is it running? npm start`;
  const isFile = 'code' in cause && fileCodes.some((code) => code === cause.code);
  return isFile || cause instanceof Failure || cause instanceof SyntaxError ? cause.message : undefined;
}
