/** Serves the contract to agents by the Model Context Protocol, over standard input and output. */
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, type CallToolResult, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { ClientAnswer, HttpClient } from '../http-client.ts';
import manifest from '../package.json' with { type: 'json' };
import { type Allowable, offeredRoutes, requestOf, toolOf } from './tools.ts';

const instructions = `One balance of credits per account. Before you spend an account's credits ask check-access with the credits or
the usage that you mean to charge, or quote-usage for what it would cost. A refusal is an answer: its code says why, and
restore.ways every way to go on. read-insights tells when credits run out.`;

/** Resolves when whoever started it has gone. */
export async function serve(client: HttpClient, allowed: readonly Allowable[]): Promise<void> {
  const server = createMcpServer(client, allowed);
  const ended = new Promise<void>((resolve) => {
    server.onclose = resolve;
    // The transport doesn't notice that its input has ended.
    process.stdin.once('end', () => void server.close());
  });
  await server.connect(new StdioServerTransport());
  await ended;
}

function createMcpServer(client: HttpClient, allowed: readonly Allowable[]): Server {
  const routes = new Map(offeredRoutes(allowed).map((route) => [route.id, route]));
  const tools = [...routes.values()].map(toolOf);
  const server = new Server(
    { name: manifest.name, version: manifest.version },
    { capabilities: { tools: {} }, instructions },
  );
  server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: tools.map((tool) => ({ ...tool })) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: given } }) => {
    const route = routes.get(name);
    if (route === undefined)
      return failure(`There is no tool ${name}, or this server wasn’t started with --allow for it.`);
    const request = requestOf(route, given);
    if (typeof request === 'string') return failure(request);
    try {
      return resultOf(await client.send(route, request));
    } catch (cause) {
      return failure(cause instanceof Error ? cause.message : String(cause));
    }
  });
  return server;
}

/** A refusal is told as one, with its ways back. */
function resultOf({ status, text, isReplay }: ClientAnswer): CallToolResult {
  const replay = isReplay
    ? [{ type: 'text' as const, text: 'A replay: this was answered before, under the same key.' }]
    : [];
  return { content: [{ type: 'text', text }, ...replay], isError: status >= 400 };
}

function failure(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}
