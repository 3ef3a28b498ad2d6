import { type Agent, request } from 'node:http';
import { NotCharged } from './subject.ts';

const requestTimeoutMs = 30_000;

export interface PostedAnswer {
  readonly status: number;
  readonly text: string;
}

/** Over a kept connection, signed in name only: nobody checks it here. */
export function post(
  agent: Agent,
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<PostedAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      agent,
      method: 'POST',
      timeout: requestTimeoutMs,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        authorization: 'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261122/us-east-1/execute-api/aws4_request',
        ...headers,
      },
    });
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new NotCharged('timeout')));
    sent.on('error', (cause) => {
      // A connection that the service closed while nobody used it: the request, sent again under its key, is the same one.
      if (sent.reusedSocket && 'code' in cause && cause.code === 'ECONNRESET')
        post(agent, url, body, headers).then(resolve, reject);
      else reject(cause);
    });
    sent.end(body);
  });
}
