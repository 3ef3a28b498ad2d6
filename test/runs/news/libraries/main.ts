/**
 * `npm run news:verify`: what we sign, verified by the reference libraries of Standard Webhooks in Python and Go; that of TypeScript is among
 * the tests. Both by the snippets of `shared/client/guides/webhooks.md`. Needs `python3` with `standardwebhooks`, and `go`; says what is missing, and fails then.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSecretText, signatures } from '../../../../shared/domain/endpoint-secret.ts';
import { snippetOf } from '../../../support/documents/snippet-of.ts';

const bodies = [
  '{}',
  '{"type":"CreditsExhausted","data":{"available":0}}',
  '{"note":"é \\u2028 <!channel> 你好"}',
  'x'.repeat(200_000),
];

/** Requests that are to be taken, and some that are not: each with what its receiver has, and whether it is good. */
const requests = bodies.flatMap((body, index) => {
  const [secret, former] = [newSecretText(randomBytes), newSecretText(randomBytes)];
  const signed = { id: `msg_${index}`, timestampSeconds: Math.floor(Date.now() / 1_000), body };
  const headers = {
    'webhook-id': signed.id,
    'webhook-timestamp': String(signed.timestampSeconds),
    'webhook-signature': signatures(signed, [secret, former]),
  };
  return [
    { secret, headers, body, isGood: true },
    { secret: former, headers, body, isGood: true },
    { secret: newSecretText(randomBytes), headers, body, isGood: false },
    { secret, headers, body: `${body} `, isGood: false },
    { secret, headers: { ...headers, 'webhook-id': 'msg_other' }, body, isGood: false },
  ];
});

const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), 'credits-webhooks-'));
const vectors = join(folder, 'requests.json');
writeFileSync(vectors, JSON.stringify(requests));
const timeout = 240_000;

function inPython(): string {
  cpSync(join(here, 'verify.py'), join(folder, 'verify.py'));
  writeFileSync(join(folder, 'receiver.py'), snippetOf('webhooks', 'python'));
  return execFileSync('python3', [join(folder, 'verify.py'), vectors], { encoding: 'utf8', timeout });
}

function inGo(): string {
  cpSync(join(here, 'verify.go.txt'), join(folder, 'main.go'));
  writeFileSync(join(folder, 'receiver.go'), snippetOf('webhooks', 'go'));
  const run = (...args: string[]): string =>
    execFileSync('go', args, { cwd: folder, encoding: 'utf8', timeout, stdio: 'pipe' });
  run('mod', 'init', 'verify');
  run('get', 'github.com/standard-webhooks/standard-webhooks/libraries@v0.0.1');
  return run('run', '.', vectors);
}

const languages = [
  { name: 'Python', verify: inPython, needs: 'python3, and pip install standardwebhooks==1.1.0' },
  { name: 'Go', verify: inGo, needs: 'go, and the module github.com/standard-webhooks/standard-webhooks/libraries' },
];
for (const { name, verify, needs } of languages) {
  try {
    console.log(`${name}: ${verify().trim()}`);
  } catch (cause) {
    console.error(`${name} did not verify. It needs ${needs}.\n${cause instanceof Error ? cause.message : cause}`);
    process.exitCode = 1;
  }
}
rmSync(folder, { recursive: true });
