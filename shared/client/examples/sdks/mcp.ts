/** A tool of a Model Context Protocol server, charged a credit a hundred pieces. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CreditsClient } from 'credits-ledger';
import { creditedTool } from 'credits-ledger/mcp';
import * as z from 'zod';

export function server(client: CreditsClient, accountId: string, model: () => AsyncIterable<string>): McpServer {
  const made = new McpServer({ name: 'writer', version: '1.0.0' });
  const options = { client, accountId, estimate: { credits: 5, category: 'ai' } } as const;
  const write = creditedTool(options, async (_input: { topic: string }, { credits }) => {
    let text = '';
    let pieces = 0;
    for await (const piece of model()) {
      text += piece;
      credits.use({ credits: ++pieces / 100 });
    }
    return { content: [{ type: 'text' as const, text }] };
  });
  made.registerTool('write', { description: 'Writes a text.', inputSchema: { topic: z.string() } }, write);
  return made;
}
