/** The journeys of each adapter: a full answer, a reader that leaves, zero, an unknown account, a service that is away. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreditsClient } from '../../shared/client/credits-client.ts';
import { startTestService, type TestService } from '../support/service/service.ts';
import { type SwitchableClient, switchableClient } from '../support/service/switchable-client.ts';
import { type LocalModel, startLocalModel } from './local-model.ts';

export interface Surroundings {
  readonly client: CreditsClient;
  readonly model: LocalModel;
  /** The model for those who call it themselves: counted as its calls are. */
  readonly write: () => AsyncIterable<string>;
}

export interface Adapter {
  readonly name: string;
  /** Asked once, before the first journey. */
  readonly prepare?: (surroundings: Surroundings) => Promise<() => Promise<void>>;
  /** The pieces of an answer, as the adapter's user reads them. Rejects, or answers `refused`, when it isn't let in. */
  readonly ask: (surroundings: Surroundings, accountId: string) => AsyncIterable<string>;
  /** The cost of the full answer of 300 pieces. */
  readonly fullCredits: number;
  /** The cost of a piece, and how many may be charged beyond those that were read. */
  readonly pieceCredits: number;
  /** False for those who only get whole answers. */
  readonly isStreamed?: false;
  /** How a refusal is told: by its code. */
  readonly refusalOf: (cause: unknown) => string | undefined;
}

const leaveAfter = 100;
/** Pieces that may lie between the model and the reader: buffers of sockets and streams. */
const aheadMax = 150;

interface World {
  readonly service: TestService;
  readonly switchable: SwitchableClient;
  readonly surroundings: Surroundings;
  /** How often a model was called, by whichever way. */
  calls(): number;
  end(): Promise<void>;
}

async function startWorld({ prepare }: Adapter): Promise<World> {
  const service = await startTestService({ hasSchedules: false });
  const switchable = switchableClient(service.url);
  const model = await startLocalModel();
  Object.assign(process.env, {
    OPENAI_API_KEY: 'none',
    OPENAI_BASE_URL: `${model.url}/v1`,
    ANTHROPIC_API_KEY: 'none',
    ANTHROPIC_BASE_URL: model.url,
  });
  let written = 0;
  const write = async function* (): AsyncGenerator<string> {
    written += 1;
    for (let piece = 0; piece < 300; piece += 1) {
      await sleep(1);
      yield 'word';
    }
  };
  const surroundings = { client: switchable.client, model, write };
  const stop = await prepare?.(surroundings);
  return {
    service,
    switchable,
    surroundings,
    calls: () => model.calls() + written,
    end: async () => {
      await stop?.();
      await model.stop();
      await service.stop();
    },
  };
}

/** Once nothing is held: what was used has been settled. */
async function spendingOf({ service }: World, accountId: string): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { json } = await service.call('GET', `/accounts/${accountId}`);
    if (json.held === 0) return Math.round((100 - json.available) * 1e6) / 1e6;
    await sleep(50);
  }
  throw new Error('never settled');
}

async function refusedCode({ surroundings }: World, adapter: Adapter, accountId: string): Promise<string | undefined> {
  try {
    for await (const _piece of adapter.ask(surroundings, accountId)) break;
  } catch (cause) {
    return adapter.refusalOf(cause);
  }
  return undefined;
}

export function describeAdapter(adapter: Adapter): void {
  describe(adapter.name, () => {
    let world: World;
    beforeAll(async () => {
      world = await startWorld(adapter);
    });
    afterAll(() => world.end());

    it('passes a full answer on and charges it exactly', async () => {
      await world.service.open('full', 'free');
      let text = '';
      for await (const piece of adapter.ask(world.surroundings, 'full')) text += piece;
      expect(text.replaceAll(' ', '')).toBe('word'.repeat(300));
      expect(await spendingOf(world, 'full')).toBe(adapter.fullCredits);
    });

    it.runIf(adapter.isStreamed !== false)('charges what had come when its reader leaves', async () => {
      await world.service.open('leaves', 'free');
      let pieces = 0;
      for await (const piece of adapter.ask(world.surroundings, 'leaves')) {
        pieces += piece.length / 4;
        if (pieces >= leaveAfter) break;
      }
      const credits = await spendingOf(world, 'leaves');
      expect(credits).toBeGreaterThanOrEqual(leaveAfter * adapter.pieceCredits);
      expect(credits).toBeLessThan(adapter.fullCredits);
      expect(credits).toBeLessThanOrEqual((pieces + aheadMax) * adapter.pieceCredits + 0.03);
    });

    describeClosed(adapter, () => world);
  });
}

function describeClosed(adapter: Adapter, world: () => World): void {
  it('refuses at zero, without calling the model, and says so', async () => {
    const { service, calls } = world();
    await service.open('zero', 'free');
    await service.call('POST', '/accounts/zero/debits', { body: { credits: 100, category: 'ai' }, key: 'all' });
    const before = calls();
    expect(await refusedCode(world(), adapter, 'zero')).toBe('insufficient-credits');
    expect(calls()).toBe(before);
    expect(await spendingOf(world(), 'zero')).toBe(100);
  });

  it('refuses an account that there isn’t, without calling the model', async () => {
    const before = world().calls();
    expect(await refusedCode(world(), adapter, 'nobody')).toBe('account-not-found');
    expect(world().calls()).toBe(before);
  });

  it('does not call the model while the service is away', async () => {
    const { service, switchable, surroundings, calls } = world();
    await service.open('away', 'free');
    const before = calls();
    switchable.away();
    const failed = (async () => {
      for await (const _piece of adapter.ask(surroundings, 'away')) break;
    })();
    await expect(failed).rejects.toThrow();
    switchable.back();
    expect(calls()).toBe(before);
    expect(await spendingOf(world(), 'away')).toBe(0);
  });
}
