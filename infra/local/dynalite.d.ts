declare module 'dynalite' {
  import type { Server } from 'node:http';
  /** An in-process DynamoDB over LevelDB, in memory without a path. */
  export default function dynalite(options?: { readonly path?: string; readonly createTableMs?: number }): Server;
}
