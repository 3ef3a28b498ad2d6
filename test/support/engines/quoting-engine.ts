import { once } from 'node:events';
import { createServer } from 'node:http';

/** A store that only ever fails, and quotes all that it was sent in its message. No real one is that talkative. */
export interface QuotingEngine {
  readonly endpoint: string;
  /** From now on: this status and error type, and as JSON or not. */
  fail(how: { readonly status: number; readonly type: string; readonly isJson: boolean }): void;
  stop(): Promise<void>;
}

export async function startQuotingEngine(): Promise<QuotingEngine> {
  let now = { status: 500, type: 'InternalServerError', isJson: true };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const message = `could not take ${Buffer.concat(chunks).toString('utf8')}`;
    const type = `com.amazonaws.dynamodb.v20120810#${now.type}`;
    response
      .writeHead(now.status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'store-request' })
      .end(now.isJson ? JSON.stringify({ __type: type, message }) : `{${message}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the engine has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    fail: (how) => {
      now = how;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
