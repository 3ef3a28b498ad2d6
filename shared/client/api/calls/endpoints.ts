/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { CreateEndpointAnswer } from '../answers/create-endpoint-answer.ts';
import type { DeleteEndpointAnswer } from '../answers/delete-endpoint-answer.ts';
import type { Endpoint } from '../answers/endpoint.ts';
import type { ListDeliveriesAnswer } from '../answers/list-deliveries-answer.ts';
import type { ListEndpointsAnswer } from '../answers/list-endpoints-answer.ts';
import type { ResendDeliveriesAnswer } from '../answers/resend-deliveries-answer.ts';
import type { RotateEndpointSecretAnswer } from '../answers/rotate-endpoint-secret-answer.ts';
import type { TestEndpointAnswer } from '../answers/test-endpoint-answer.ts';
import type {
  ChangeEndpointBody,
  CreateEndpointBody,
  ListDeliveriesQuery,
  ResendDeliveriesBody,
  RotateEndpointSecretBody,
} from '../requests/endpoints.ts';

export interface EndpointsMethods {
  /** Make an endpoint. From now on news is delivered to it, by Standard Webhooks 1.0: at least once, each under one `webhook-id`, tried for 72 hours. The answer is the one time that its secret is told. Asked again, another endpoint is made: one whose answer was lost is found by its name, and deleted. Refusals: too-many-endpoints. */
  createEndpoint(call: { readonly body: CreateEndpointBody } & CallOptions): Promise<Answer<CreateEndpointAnswer>>;

  /** List endpoints. All that there are, in the order of their ids. No secrets. */
  listEndpoints(call?: {} & CallOptions): Promise<Answer<ListEndpointsAnswer>>;

  /** Read an endpoint. What is delivered to it, whether it fails, and why it is disabled if it is. Not its secret. Refusals: endpoint-not-found. */
  readEndpoint(call: { readonly endpointId: string | number } & CallOptions): Promise<Answer<Endpoint>>;

  /** Change an endpoint, or enable it again. Says all of it anew but its secret, and its address where that is left out. What waits is delivered as it is then. Other processes know of it within ten seconds. Refusals: endpoint-not-found. */
  changeEndpoint(
    call: { readonly endpointId: string | number; readonly body: ChangeEndpointBody } & CallOptions,
  ): Promise<Answer<Endpoint>>;

  /** Give an endpoint another secret. The answer is the one time that it is told. For `overlapSeconds` the secret before signs as well: a delivery has two signatures then, and a receiver that knows either takes it. Refusals: endpoint-not-found. */
  rotateEndpointSecret(
    call: { readonly endpointId: string | number; readonly body?: RotateEndpointSecretBody } & CallOptions,
  ): Promise<Answer<RotateEndpointSecretAnswer>>;

  /** Delete an endpoint. With its secrets, for good. What waits is not delivered any more. Refusals: endpoint-not-found. */
  deleteEndpoint(call: { readonly endpointId: string | number } & CallOptions): Promise<Answer<DeleteEndpointAnswer>>;

  /** Send an endpoint a test. An event `EndpointTested`, whatever the endpoint filters. Its deliveries tell what became of it. Refusals: endpoint-not-found, endpoint-disabled. */
  testEndpoint(call: { readonly endpointId: string | number } & CallOptions): Promise<Answer<TestEndpointAnswer>>;

  /** List the deliveries of an endpoint. Those of the last 30 days, the newest first, each with its tries and what was answered. Refusals: endpoint-not-found. */
  listDeliveries(
    call: { readonly endpointId: string | number; readonly query?: ListDeliveriesQuery } & CallOptions,
  ): Promise<Answer<ListDeliveriesAnswer>>;

  /** Send deliveries again. By their ids, or those of a span of time that failed or were skipped: under the ids that they have, at once, and tried for 72 hours. 100 a request; `nextCursor` says that there are more. Refusals: endpoint-not-found, endpoint-disabled. */
  resendDeliveries(
    call: { readonly endpointId: string | number; readonly body: ResendDeliveriesBody } & CallOptions,
  ): Promise<Answer<ResendDeliveriesAnswer>>;
}

export const endpointsOperations: { readonly [Name in keyof EndpointsMethods]: OperationCall } = {
  createEndpoint: {
    id: 'create-endpoint',
    method: 'POST',
    path: '/endpoints',
    isChange: false,
    status: 201,
    shape: {
      secret: 's',
      endpoint: { endpointId: 's', name: 's', form: 's', state: 's', createdAt: 's', secretMadeAt: 's' },
    },
  },
  listEndpoints: {
    id: 'list-endpoints',
    method: 'GET',
    path: '/endpoints',
    isChange: false,
    status: 200,
    shape: { endpoints: [{ endpointId: 's', name: 's', form: 's', state: 's', createdAt: 's', secretMadeAt: 's' }] },
  },
  readEndpoint: {
    id: 'read-endpoint',
    method: 'GET',
    path: '/endpoints/{endpointId}',
    isChange: false,
    status: 200,
    shape: { endpointId: 's', name: 's', form: 's', state: 's', createdAt: 's', secretMadeAt: 's' },
  },
  changeEndpoint: {
    id: 'change-endpoint',
    method: 'PUT',
    path: '/endpoints/{endpointId}',
    isChange: false,
    status: 200,
    shape: { endpointId: 's', name: 's', form: 's', state: 's', createdAt: 's', secretMadeAt: 's' },
  },
  rotateEndpointSecret: {
    id: 'rotate-endpoint-secret',
    method: 'POST',
    path: '/endpoints/{endpointId}/rotation',
    isChange: false,
    status: 201,
    shape: {
      secret: 's',
      endpoint: { endpointId: 's', name: 's', form: 's', state: 's', createdAt: 's', secretMadeAt: 's' },
    },
  },
  deleteEndpoint: {
    id: 'delete-endpoint',
    method: 'DELETE',
    path: '/endpoints/{endpointId}',
    isChange: false,
    status: 200,
    shape: { endpointId: 's' },
  },
  testEndpoint: {
    id: 'test-endpoint',
    method: 'POST',
    path: '/endpoints/{endpointId}/test',
    isChange: false,
    status: 201,
    shape: { deliveryId: 's' },
  },
  listDeliveries: {
    id: 'list-deliveries',
    method: 'GET',
    path: '/endpoints/{endpointId}/deliveries',
    isChange: false,
    status: 200,
    shape: { deliveries: [{ deliveryId: 's', eventId: 's', type: 's', at: 's', state: 's', tries: '*' }] },
  },
  resendDeliveries: {
    id: 'resend-deliveries',
    method: 'POST',
    path: '/endpoints/{endpointId}/resend',
    isChange: false,
    status: 200,
    shape: { resent: 'n' },
  },
};
