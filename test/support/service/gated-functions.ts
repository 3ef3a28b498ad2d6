/** Functions behind the credit gate, invoked as Lambda does, over a service that runs for a test. */
import middy from '@middy/core';
import { localContext } from '../../../infra/local/gateway.ts';
import {
  type CreditGateOptions,
  type CreditUse,
  creditGate,
  type GatedContext,
} from '../../../shared/client/adapters/credit-gate.ts';
import { type CreditsClient, createCreditsClient } from '../../../shared/client/credits-client.ts';
import { startTestService, type TestService } from './service.ts';

export interface Order {
  readonly customer: string;
}

type Work = (credits: CreditUse) => Promise<unknown>;

export interface GatedFunctions {
  readonly service: TestService;
  readonly client: CreditsClient;
  invoke(customer: string, work: Work, options?: Partial<CreditGateOptions<Order>>): Promise<unknown>;
  invokeWith(event: Order, work: Work, options?: Partial<CreditGateOptions<Order>>): Promise<unknown>;
}

export async function startGatedFunctions(): Promise<GatedFunctions> {
  const service = await startTestService({ hasSchedules: false });
  const client = createCreditsClient({ url: service.url, credentials: async () => undefined });
  const invokeWith: GatedFunctions['invokeWith'] = (event, work, options = {}) => {
    const gate = creditGate<Order>({
      client,
      accountId: (order) => order.customer,
      estimate: { credits: 5, category: 'ai' },
      ...options,
    });
    const handler = middy<Order, unknown, Error, GatedContext>()
      .use(gate)
      .handler((_order, { credits }) => work(credits));
    const invoked: (event: Order, context: object) => Promise<unknown> = handler as never;
    return invoked(event, localContext({ id: 'example' }, 10_000));
  };
  const invoke: GatedFunctions['invoke'] = (customer, work, options) => invokeWith({ customer }, work, options);
  return { service, client, invoke, invokeWith };
}
