/**
 * A tool of a Model Context Protocol server, funded before it runs: `server.registerTool('migrate', config, creditedTool({ client,
 * accountId, estimate }, async (input, { credits }) => …))`. Refused, it answers an error that the model can read, with the ways back.
 */
import type { Estimate } from '../holds/charge.ts';
import type { HoldTerms } from '../holds/hold-terms.ts';
import type { SettlingOptions } from '../holds/trouble.ts';
import { type Work, withHold } from '../holds/with-hold.ts';
import type { Problem } from '../operations.ts';

export interface CreditedToolOptions<Input>
  extends SettlingOptions,
    Pick<
      HoldTerms,
      'client' | 'whenExhausted' | 'expiresInSeconds' | 'whenUnavailable' | 'allowance' | 'allowedCredits'
    > {
  readonly accountId: string | ((input: Input) => string);
  readonly estimate: Estimate | ((input: Input) => Estimate);
  readonly dimensions?: (input: Input) => Readonly<Record<string, string>>;
}

/** The part of a tool's answer that a refusal has. */
export interface ToolError {
  [member: string]: unknown;
  isError: true;
  content: { type: 'text'; text: string }[];
  structuredContent: Record<string, unknown>;
}

export function creditedTool<Input, Extra, Result extends object>(
  options: CreditedToolOptions<Input>,
  run: (input: Input, extra: Extra & { readonly credits: Work }) => Promise<Result>,
): (input: Input, extra: Extra) => Promise<Result | ToolError> {
  return async (input, extra) => {
    const { accountId, estimate, dimensions, ...terms } = options;
    let failed: Result | undefined;
    const outcome = await withHold(
      {
        ...terms,
        accountId: typeof accountId === 'string' ? accountId : accountId(input),
        estimate: typeof estimate === 'function' ? estimate(input) : estimate,
        ...(dimensions === undefined ? {} : { dimensions: dimensions(input) }),
      },
      async (credits) => {
        const result = await run(input, { ...extra, credits });
        // A tool says that it failed by its answer: charged with what it said, and nothing for silence.
        if (Reflect.get(result, 'isError') === true) {
          failed = result;
          throw new ToolFailed();
        }
        return result;
      },
    ).catch((cause: unknown) => {
      if (cause instanceof ToolFailed) return undefined;
      throw cause;
    });
    if (outcome === undefined && failed !== undefined) return failed;
    if (outcome?.kind === 'done') return outcome.value;
    if (outcome?.kind === 'refused') return toolError(outcome.problem);
    throw new TypeError('a tool’s work has no name that could be repeated');
  };
}

class ToolFailed extends Error {}

function toolError(problem: Problem): ToolError {
  return {
    isError: true,
    content: [{ type: 'text', text: `${problem.title}. ${problem.detail}` }],
    structuredContent: { ...problem },
  };
}
