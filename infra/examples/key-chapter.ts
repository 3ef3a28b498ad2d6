/** API keys are handed out, and end. Their ids and secrets are drawn, so what is kept of them has others. */
import * as z from 'zod/mini';
import { exampleKeyId } from '../../shared/contract/routes/api-keys.ts';
import { routes } from '../../shared/contract/routes/routes.ts';
import { type Narrator, request } from './narrator.ts';

export async function handOutKeys({ shown, refused }: Narrator): Promise<void> {
  await refused('api-key-not-found', request(routes.readApiKey));
  const made = await shown(routes.createApiKey, (answer) => withOwnIds(answer, keyIdIn(answer)));
  const keyId = keyIdIn(made);
  const keep = (answer: unknown): unknown => withOwnIds(answer, keyId);
  const params = { keyId };
  await shown(routes.listApiKeys, keep);
  await shown(routes.readApiKey, keep, request(routes.readApiKey, { params }));
  await shown(routes.rotateApiKey, keep, request(routes.rotateApiKey, { params }));
  await shown(routes.revokeApiKey, keep, request(routes.revokeApiKey, { params }));
  await refused('api-key-ended', request(routes.rotateApiKey, { params }));
}

const shownKey = z.object({ apiKey: z.object({ keyId: z.string() }) });

function keyIdIn(answer: unknown): string {
  return shownKey.parse(answer).apiKey.keyId;
}

/** With the id of the example, and a secret that was never one: its check sum is wrong. */
function withOwnIds(answer: unknown, keyId: string): unknown {
  const told = JSON.stringify(answer)
    .replaceAll(keyId, exampleKeyId)
    .replace(/(credits_key_\w{16}_)\w{38}/, `$1${'x'.repeat(38)}`);
  return JSON.parse(told);
}
