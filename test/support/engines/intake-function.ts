/** The function of intake over queues in memory: what it kept, what it put aside, and what it answers. */
import { handler } from '../../../functions/intake/take-usage.ts';
import type { Unchargeable } from '../../../shared/ports/unchargeable-queue.ts';
import type { QueuedUsage } from '../../../shared/ports/usage-queue.ts';
import { projects } from '../../../shared/runtime/projects.ts';
import { provideServices } from '../../../shared/runtime/services.ts';
import { intakeRequest, type SentUsage } from '../builders/intake-requests.ts';

export interface Told {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | number | boolean>>;
  readonly bytes: Buffer;
}

export interface TestIntake {
  readonly kept: readonly QueuedUsage[];
  readonly aside: readonly Unchargeable[];
  tell(route: Parameters<typeof intakeRequest>[0], sent: SentUsage): Promise<Told>;
  /** Empties both queues, which take everything from then on. */
  reset(): void;
}

export function startIntake(): TestIntake {
  const [kept, aside]: [QueuedUsage[], Unchargeable[]] = [[], []];
  return {
    kept,
    aside,
    tell: async (route, sent) => {
      const result = await handler(intakeRequest(route, sent));
      const { statusCode = 0, headers = {}, body = '', isBase64Encoded = false } = result;
      return { statusCode, headers, bytes: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
    },
    reset: () => {
      kept.length = 0;
      aside.length = 0;
      // All projects share the queues.
      for (const project of projects())
        provideServices(
          {
            usage: { send: async (events) => void kept.push(...events) },
            unchargeable: { send: async (messages) => void aside.push(...messages) },
          },
          project,
        );
    },
  };
}
