/** Webhooks as Standard Webhooks 1.0 has them, verified by its reference library. */
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { newSecretText, signatures, signingSecrets, withNewSecret } from '../../shared/domain/endpoint-secret.ts';

const nowMs = Date.now();
const signed = {
  id: 'msg_1',
  timestampSeconds: Math.floor(nowMs / 1_000),
  body: '{"type":"CreditsExhausted","é":"\\u2028"}',
};
const headersOf = (secrets: readonly string[]): Record<string, string> => ({
  'webhook-id': signed.id,
  'webhook-timestamp': String(signed.timestampSeconds),
  'webhook-signature': signatures(signed, secrets),
});

test('a receiver that has the secret takes it, and with any byte changed, or another secret, does not', () => {
  const secret = newSecretText(randomBytes);
  const headers = headersOf([secret]);

  expect(new Webhook(secret).verify(signed.body, headers)).toEqual(JSON.parse(signed.body));
  expect(() => new Webhook(secret).verify(`${signed.body} `, headers)).toThrow();
  expect(() => new Webhook(secret).verify(signed.body, { ...headers, 'webhook-id': 'msg_2' })).toThrow();
  expect(() => new Webhook(newSecretText(randomBytes)).verify(signed.body, headers)).toThrow();
});

test('while a secret is rotated, receivers take it by the former and by the new one, and then by the new one alone', () => {
  const [former, text] = [newSecretText(randomBytes), newSecretText(randomBytes)];
  const made = { secret: { text: former, madeAtMs: 0 }, formerSecrets: [] };
  const rotated = withNewSecret(made, { text, overlapMs: 1_000, nowMs });

  for (const secret of [former, text])
    new Webhook(secret).verify(signed.body, headersOf(signingSecrets(rotated, nowMs + 999)));
  const after = headersOf(signingSecrets(rotated, nowMs + 1_000));
  new Webhook(text).verify(signed.body, after);
  expect(() => new Webhook(former).verify(signed.body, after)).toThrow();
  const leaked = withNewSecret(made, { text, overlapMs: 0, nowMs });
  expect(signingSecrets(leaked, nowMs)).toEqual([text]);
});
