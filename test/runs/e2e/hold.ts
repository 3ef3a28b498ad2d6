/** Work in progress: credits are set aside, and what it used is captured. */
import { deepStrictEqual, equal } from 'node:assert/strict';
import { type Service, send } from './journey.ts';
import type { Recorder } from './record.ts';

const holds = '/accounts/acme/holds';
const asked = { credits: 20, category: 'ai', expiresInSeconds: 600, whenExhausted: 'pause' };

export async function holdAndCapture(service: Service, { step }: Recorder): Promise<void> {
  await step('Set credits aside for work, and capture what it used', async () => {
    const { available } = (await send(service, 'GET', '/accounts/acme')).json;
    const authorized = await send(service, 'POST', holds, { key: 'hold', body: asked });
    equal(authorized.status, 201, authorized.text);
    const { hold, balance } = authorized.json;
    deepStrictEqual([hold.state, hold.credits, balance.available], ['open', 20, available - 20]);

    const path = `${holds}/${hold.holdId}/capture`;
    const captured = await send(service, 'POST', path, { key: 'capture', body: { credits: 12.5 } });
    equal(captured.status, 201, captured.text);
    deepStrictEqual([captured.json.hold.state, captured.json.hold.used], ['captured', 12.5]);
    const again = await send(service, 'POST', path, { key: 'capture twice', body: { credits: 12.5 } });
    deepStrictEqual([again.status, again.json.code], [409, 'hold-settled']);

    const after = await send(service, 'GET', '/accounts/acme');
    equal(after.json.available, available - 12.5);
    return `20 of ${available} set aside, 12.5 captured, ${after.json.available} available; a second capture 409 \`hold-settled\``;
  });
}
