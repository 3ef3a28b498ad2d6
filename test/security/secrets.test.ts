/** Nothing in the repository is a secret (S22), and nothing in it compares secrets (S21). */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url);
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
const sizeMax = 2_000_000;
const historyMaxBytes = 512 * 1024 * 1024;

/** Each a shape that its issuer documents, or that nothing else has. */
const secrets: Readonly<Record<string, RegExp>> = {
  'an AWS access key': /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/,
  'an AWS secret key': /(?:aws_?secret|secretAccessKey)["'\s:=]{1,8}[A-Za-z0-9/+]{40}\b/i,
  'a private key': /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  // Not that of examples, whose secret is one letter.
  'a webhook secret': /\bwhsec_(?!([A-Za-z0-9])\1{23})[A-Za-z0-9]{24,}/,
  'a payment key': /\b[sr]k_live_[A-Za-z0-9]{16,}/,
  'a GitHub token': /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
  'a Slack token': /\bxox[abpr]-[A-Za-z0-9-]{10,}/,
  // Nor here.
  'an API key of ours': /\bcredits_key_[0-9A-Za-z]{16}_(?!([0-9A-Za-z])\1{37})[0-9A-Za-z]{38}\b/,
  'an npm token': /\bnpm_[A-Za-z0-9]{36}\b/,
  'a token with a signature': /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}/,
  'a password in an address': /\b[a-z]+:\/\/(?!user:pass@)[^\s/:@'"`$]+:[^\s/:@'"`$]+@(?!example)/,
};
/** The keys that AWS prints in its documentation. */
const documented = /AKIAIOSFODNN7EXAMPLE|AKIDEXAMPLE|wJalrXUtnFEMI\/K7MDENG[+/]bPxRfiCYEXAMPLEKEY/g;

function secretsIn(text: string): readonly string[] {
  const plain = text.replace(documented, '');
  return Object.entries(secrets).flatMap(([what, pattern]) => (pattern.test(plain) ? [what] : []));
}

test('no file holds anything that looks like a secret (S22)', () => {
  const found = files.flatMap((file) => {
    const text = readFileSync(new URL(file, root));
    if (text.length > sizeMax) return [];
    return secretsIn(text.toString('utf8')).map((what) => `${what} in ${file}`);
  });

  expect(files.length).toBeGreaterThan(300);
  expect(found).toEqual([]);
});

test('no commit ever held anything that looks like a secret (S22)', () => {
  const options = { cwd: root, encoding: 'utf8', maxBuffer: historyMaxBytes } as const;
  const history = execFileSync('git', ['log', '--all', '--patch', '--no-color', '--format=commit %H'], options);

  expect(history).toMatch(/^commit [0-9a-f]{40}$/m);
  expect(secretsIn(history)).toEqual([]);
});

test('the search would find them', () => {
  const planted = ['AKIA', 'QWERTYUIOPASDFGH'].join('');
  const key = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ');
  expect(secrets['an AWS access key']?.test(planted)).toBe(true);
  expect(secrets['a private key']?.test(key)).toBe(true);
});

test('the service checks no signature of its own, and compares hashes of keys alone, in constant time (S20, S21)', () => {
  // These sign what the service itself asks of DynamoDB, and the news that it delivers: they compare nothing.
  const signing = ['shared/storage/dynamo/signature.ts', 'shared/domain/endpoint-secret.ts'];
  const served = files.filter(
    (file) =>
      !signing.includes(file) &&
      /^(functions\/(api|jobs|streams)|shared\/(runtime|operations|storage|domain))\/.*\.ts$/.test(file),
  );
  const comparing = served.filter((file) =>
    /createHmac|timingSafeEqual|verifySignature/i.test(readFileSync(new URL(file, root), 'utf8')),
  );

  expect(served.length).toBeGreaterThan(150);
  expect(comparing).toEqual(['shared/operations/admit-api-key.ts']);
});
