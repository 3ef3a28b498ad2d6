/** Tools of Model Context Protocol servers that are funded before they run. */
export { type CreditedToolOptions, creditedTool, type ToolError } from '../adapters/mcp.ts';
