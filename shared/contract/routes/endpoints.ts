/** Endpoints: where news of the service is delivered to, and how its deliveries fare. */
import * as z from 'zod/mini';
import { deliveryPage, resending, testSent } from '../answers/delivery.ts';
import { deletedEndpoint, endpoint, endpointList, shownEndpoint } from '../answers/endpoint.ts';
import { endpointId } from '../fields.ts';
import {
  deliveriesQuery,
  endpointBody,
  endpointChangeBody,
  resendBody,
  secretRotationBody,
} from '../requests/endpoints.ts';
import { nothing } from '../requests/requests.ts';
import { bodyUsualBytes, defineRoute } from './route.ts';
import { withoutBody } from './route-parts.ts';

const ofEndpoint = z.strictObject({ endpointId });
/** The id that the examples name. @internal */
export const exampleEndpointId = 'end_7hQd2LsV9xPm4RbT';
const example = { params: { endpointId: exampleEndpointId } };
const shared = {
  permission: 'news',
  weight: 'usual',
  audience: 'none',
  part: 'news',
  isChange: false,
  query: nothing,
} as const;
const withBody = { bodyMaxBytes: bodyUsualBytes } as const;

export const endpointRoutes = {
  createEndpoint: defineRoute({
    ...shared,
    ...withBody,
    id: 'create-endpoint',
    method: 'POST',
    path: '/endpoints',
    summary: 'Make an endpoint',
    description:
      'From now on news is delivered to it, by Standard Webhooks 1.0: at least once, each under one `webhook-id`, tried for 72 hours. The answer is the one time that its secret is told. Asked again, another endpoint is made: one whose answer was lost is found by its name, and deleted.',
    reaches: ['keep-endpoints'],
    params: nothing,
    body: endpointBody,
    answer: { status: 201, description: 'The endpoint, and its secret, told once.', schema: shownEndpoint },
    refusals: ['too-many-endpoints'],
    example: {
      body: {
        name: 'billing system, production',
        url: 'https://billing.acme.com/credits',
        eventTypes: ['CreditsExhausted', 'CreditsRestored'],
        accountPrefix: 'acme:',
      },
    },
  }),
  listEndpoints: defineRoute({
    ...shared,
    ...withoutBody,
    id: 'list-endpoints',
    method: 'GET',
    path: '/endpoints',
    summary: 'List endpoints',
    description: 'All that there are, in the order of their ids. No secrets.',
    reaches: ['read-endpoints'],
    params: nothing,
    answer: { status: 200, description: 'The endpoints.', schema: endpointList },
    refusals: [],
    example: {},
  }),
  readEndpoint: defineRoute({
    ...shared,
    ...withoutBody,
    id: 'read-endpoint',
    method: 'GET',
    path: '/endpoints/{endpointId}',
    summary: 'Read an endpoint',
    description: 'What is delivered to it, whether it fails, and why it is disabled if it is. Not its secret.',
    reaches: ['read-endpoints'],
    params: ofEndpoint,
    answer: { status: 200, description: 'The endpoint.', schema: endpoint },
    refusals: ['endpoint-not-found'],
    example,
  }),
  changeEndpoint: defineRoute({
    ...shared,
    ...withBody,
    id: 'change-endpoint',
    method: 'PUT',
    path: '/endpoints/{endpointId}',
    summary: 'Change an endpoint, or enable it again',
    description:
      'Says all of it anew but its secret, and its address where that is left out. What waits is delivered as it is then. Other processes know of it within ten seconds.',
    reaches: ['keep-endpoints'],
    params: ofEndpoint,
    body: endpointChangeBody,
    answer: { status: 200, description: 'The endpoint.', schema: endpoint },
    refusals: ['endpoint-not-found'],
    example: {
      ...example,
      body: { name: 'billing system, production', eventTypes: ['CreditsExhausted'], accountPrefix: 'acme:' },
    },
  }),
  rotateEndpointSecret: defineRoute({
    ...shared,
    ...withBody,
    id: 'rotate-endpoint-secret',
    method: 'POST',
    path: '/endpoints/{endpointId}/rotation',
    summary: 'Give an endpoint another secret',
    description:
      'The answer is the one time that it is told. For `overlapSeconds` the secret before signs as well: a delivery has two signatures then, and a receiver that knows either takes it.',
    reaches: ['keep-endpoints'],
    params: ofEndpoint,
    body: secretRotationBody,
    isBodyOptional: true,
    answer: { status: 201, description: 'The endpoint, and its secret, told once.', schema: shownEndpoint },
    refusals: ['endpoint-not-found'],
    example: { ...example, body: { overlapSeconds: 3600 } },
  }),
  deleteEndpoint: defineRoute({
    ...shared,
    ...withoutBody,
    id: 'delete-endpoint',
    method: 'DELETE',
    path: '/endpoints/{endpointId}',
    summary: 'Delete an endpoint',
    description: 'With its secrets, for good. What waits is not delivered any more.',
    reaches: ['keep-endpoints'],
    params: ofEndpoint,
    answer: { status: 200, description: 'It is gone.', schema: deletedEndpoint },
    refusals: ['endpoint-not-found'],
    example,
  }),
  testEndpoint: defineRoute({
    ...shared,
    ...withoutBody,
    id: 'test-endpoint',
    method: 'POST',
    path: '/endpoints/{endpointId}/test',
    summary: 'Send an endpoint a test',
    description: 'An event `EndpointTested`, whatever the endpoint filters. Its deliveries tell what became of it.',
    reaches: ['keep-endpoints'],
    params: ofEndpoint,
    answer: { status: 201, description: 'It is on its way.', schema: testSent },
    refusals: ['endpoint-not-found', 'endpoint-disabled'],
    example,
  }),
  listDeliveries: defineRoute({
    ...shared,
    ...withoutBody,
    id: 'list-deliveries',
    method: 'GET',
    path: '/endpoints/{endpointId}/deliveries',
    summary: 'List the deliveries of an endpoint',
    description: 'Those of the last 30 days, the newest first, each with its tries and what was answered.',
    reaches: ['read-endpoints'],
    params: ofEndpoint,
    query: deliveriesQuery,
    answer: { status: 200, description: 'A page of deliveries.', schema: deliveryPage },
    refusals: ['endpoint-not-found'],
    example,
  }),
  resendDeliveries: defineRoute({
    ...shared,
    ...withBody,
    id: 'resend-deliveries',
    method: 'POST',
    path: '/endpoints/{endpointId}/resend',
    summary: 'Send deliveries again',
    description:
      'By their ids, or those of a span of time that failed or were skipped: under the ids that they have, at once, and tried for 72 hours. 100 a request; `nextCursor` says that there are more.',
    reaches: ['keep-endpoints'],
    params: ofEndpoint,
    body: resendBody,
    answer: { status: 200, description: 'They are on their way.', schema: resending },
    refusals: ['endpoint-not-found', 'endpoint-disabled'],
    example: { ...example, body: { from: '2026-11-22T00:00:00Z', to: '2026-11-29T00:00:00Z' } },
  }),
} as const;
