/** `credits-ledger mcp`: the service as tools for agents, over standard input and output. */
import { Command, Option } from 'commander';
import { connect } from './connection.ts';

/** Permissions as the tools know them; held against them by a test, since this file loads none of theirs. */
export const allowChoices = ['charge', 'lifecycle', 'money-in', 'checkout', 'adjust', 'publish', 'operate'] as const;

export function mcpCommand(): Command {
  const command = new Command('mcp')
    .summary('Serve the API as tools for agents, by the Model Context Protocol over stdio')
    .description(
      'Serves every read, quotes and the gate as tools. What changes something is offered only where it is allowed by its permission, and wants an idempotency key.',
    )
    .addOption(
      new Option('--allow <permission...>', 'offer what these permissions cover, too').choices([...allowChoices]),
    );
  return command.action(async () => {
    const { client } = connect(command);
    const { allow = [] } = command.opts<{ allow?: (typeof allowChoices)[number][] }>();
    // A file of its own in the package: whoever doesn't serve agents loads nothing of it.
    const { serve } = await import('../mcp-server/serve.ts');
    await serve(client, allow);
  });
}
