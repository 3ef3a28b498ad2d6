/** News is delivered to an endpoint. Ids and secrets are drawn, so what is kept of them has others. */
import * as z from 'zod/mini';
import { exampleEndpointId } from '../../shared/contract/routes/endpoints.ts';
import { routes } from '../../shared/contract/routes/routes.ts';
import { type Exchange, type Narrator, request } from './narrator.ts';

export async function deliverToEndpoint({ done, shown, refused }: Narrator): Promise<void> {
  await refused('endpoint-not-found', request(routes.readEndpoint));
  const made = await shown(routes.createEndpoint, (answer) => withOwnIds(answer, endpointIdIn(answer)));
  const endpointId = endpointIdIn(made);
  const keep = (answer: unknown): unknown => withOwnIds(answer, endpointId);
  const of = (
    route: (typeof routes)[
      | 'readEndpoint'
      | 'changeEndpoint'
      | 'listDeliveries'
      | 'resendDeliveries'
      | 'testEndpoint'
      | 'rotateEndpointSecret'
      | 'deleteEndpoint'],
  ): Exchange => request(route, { params: { endpointId } });
  await shown(routes.listEndpoints, keep);
  await shown(routes.readEndpoint, keep, of(routes.readEndpoint));
  await shown(routes.rotateEndpointSecret, keep, of(routes.rotateEndpointSecret));
  await shown(routes.testEndpoint, keep, of(routes.testEndpoint));
  await shown(routes.listDeliveries, keep, of(routes.listDeliveries));
  await shown(routes.resendDeliveries, keep, of(routes.resendDeliveries));
  await shown(routes.changeEndpoint, keep, of(routes.changeEndpoint));
  const body = { name: 'billing system, production', isEnabled: false };
  await done(request(routes.changeEndpoint, { params: { endpointId }, body }));
  await refused('endpoint-disabled', of(routes.testEndpoint));
  await shown(routes.deleteEndpoint, keep, of(routes.deleteEndpoint));
}

const shownEndpoint = z.object({ endpoint: z.object({ endpointId: z.string() }) });

function endpointIdIn(answer: unknown): string {
  return shownEndpoint.parse(answer).endpoint.endpointId;
}

/** With the id of the example, ids that no event has, and a secret that was never one. */
function withOwnIds(answer: unknown, endpointId: string): unknown {
  const told = JSON.stringify(answer)
    .replaceAll(endpointId, exampleEndpointId)
    .replaceAll(/whsec_[A-Za-z0-9+/]+=*/g, `whsec_${'A'.repeat(43)}=`)
    .replaceAll(/(msg_[0-9a-z]{9}_)[0-9a-f]{24}/g, '$19f86d081884c7d659a2feaa0')
    .replaceAll(/test\/[0-9a-f-]{36}/g, 'test/2f1c7a52-5a4b-4a52-9a53-0c5b7b3f9d10');
  return JSON.parse(told);
}
