import { describe, expect, it } from 'vitest';
import type { Signal } from '../../shared/domain/projections/signal.ts';
import { BusUnavailable, createEventBridgeBus, type SendEvents } from '../../shared/runtime/eventbridge-bus.ts';
import { startMs } from '../support/builders/fixtures.ts';

const sleep = async (): Promise<void> => {};

function signals(count: number): readonly Signal[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ kind: 'exhausted', id: `acme/${index}/exhausted`, accountId: 'acme', atMs: startMs, seq: index + 1 },
  })) as readonly Signal[];
}

/** A service that refuses some events of a call; `calls` are the ids in each. */
function service(refuses: (id: string, call: number) => boolean): {
  readonly calls: string[][];
  readonly send: SendEvents;
} {
  const calls: string[][] = [];
  return {
    calls,
    send: async (entries) => {
      const ids = entries.map(({ Detail = '' }): string => JSON.parse(Detail).metadata.id);
      calls.push(ids);
      return { Entries: ids.map((id) => (refuses(id, calls.length) ? { ErrorCode: 'ThrottlingException' } : {})) };
    },
  };
}

describe('the bus on EventBridge', () => {
  it('sends ten events a call, each with its stable id', async () => {
    const { calls, send } = service(() => false);
    await createEventBridgeBus('credits', { sleep, send }).publish(signals(25));

    expect(calls.map((call) => call.length)).toEqual([10, 10, 5]);
    expect(new Set(calls.flat()).size).toBe(25);
  });

  it('sends what failed of a call again, alone', async () => {
    const { calls, send } = service((id, call) => call === 1 && ['acme/3/exhausted', 'acme/7/exhausted'].includes(id));
    await createEventBridgeBus('credits', { sleep, send }).publish(signals(10));

    expect(calls.slice(1)).toEqual([['acme/3/exhausted'], ['acme/7/exhausted']]);
  });

  it('sends the others although one is refused for ever, and then says so', async () => {
    const { calls, send } = service((id) => id === 'acme/0/exhausted');
    const publishing = createEventBridgeBus('credits', { sleep, send }).publish(signals(12));

    await expect(publishing).rejects.toThrow(BusUnavailable);
    expect(calls.at(-1)).toEqual(['acme/10/exhausted', 'acme/11/exhausted']);
    expect(calls.length).toBeLessThan(8);
  });

  it('takes a call without an answer for a failed one', async () => {
    let calls = 0;
    const send: SendEvents = async (entries) => {
      calls += 1;
      if (calls === 1) throw new Error('socket hang up');
      return { Entries: entries.map(() => ({})) };
    };
    await createEventBridgeBus('credits', { sleep, send }).publish(signals(2));

    expect(calls).toBe(3);
  });
});
