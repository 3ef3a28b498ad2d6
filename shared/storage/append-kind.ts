/** The facts that each kind of change gives to be appended. */
import type { LimitedUse } from '../domain/account/limit-scope.ts';
import type { Command } from '../domain/decisions/command.ts';
import type { Request } from '../domain/decisions/decision.ts';
import type { Entry } from '../domain/ledger/entry.ts';

export interface Kind<Asked> {
  /** The command that decides of it. */
  readonly command: Command<Asked>;
  /** In the record: it stays as it is for ever. */
  readonly letter: string;
  /** True if it is about a hold, which its record carries as it was looked up. */
  readonly isOfHold: boolean;
  /** Undefined when this one can't be appended. */
  readonly encode: (asked: Asked) => readonly unknown[] | undefined;
  readonly decode: (body: readonly unknown[], request: Request, holdId: string) => Asked & Request;
  /** Tells whether the entry that is foreseen is the same however much there is, as long as there is enough. */
  readonly commutes: (entry: Entry, asked: Asked) => boolean;
  /** The amount that it takes of the balance whatever the account is like; undefined when that depends. */
  readonly takes: (asked: Asked, nowMs: number) => number | undefined;
  /** True when spending limits stop it; else they only count what ran. */
  readonly isLimited: boolean;
  /** The use, and by whom, where limits may refuse it as a whole. */
  readonly use?: (asked: Asked) => LimitedUse | undefined;
  /** When something of it becomes due, of one decided then. */
  readonly dueAtMs?: (asked: Asked, nowMs: number) => number;
}
