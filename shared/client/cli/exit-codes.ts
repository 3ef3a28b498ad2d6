/**
 * How a command ends, so that a script can tell apart what it should do about it.
 *
 * - `refused`: the service said no by name, the gate is shut, or a ledger is in breach.
 * - `faulty`: the command, a file, the configuration or the right to ask is wrong; asking again changes nothing.
 * - `unreachable`: no answer within the tries; the same command may succeed later.
 */
export const exitCodes = { done: 0, refused: 1, faulty: 2, unreachable: 3 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Tells from an answer's status how it went, in terms of the command that asked. */
export function exitCodeOf(status: number): ExitCode {
  if (status < 400) return exitCodes.done;
  if (status >= 500) return exitCodes.unreachable;
  return [400, 401, 403, 405, 413, 415].includes(status) ? exitCodes.faulty : exitCodes.refused;
}
