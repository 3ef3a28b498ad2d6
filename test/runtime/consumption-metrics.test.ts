import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { availableCredits } from '../../infra/constructs/low-balance-alarm.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import type { Signal } from '../../shared/domain/projections/signal.ts';
import { advance } from '../../shared/domain/transitions/advance.ts';
import { decideDebit } from '../support/builders/decisions.ts';
import { changeOf, context, debitOf, openedAccount, plans, startMs } from '../support/builders/fixtures.ts';

interface MetricLine {
  readonly _aws: { readonly CloudWatchMetrics: readonly MetricDirective[] };
  readonly [name: string]: unknown;
}

interface MetricDirective {
  readonly Namespace: string;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string }[];
}

describe('consumption metrics', () => {
  const lines: MetricLine[] = [];

  beforeEach(() => {
    lines.length = 0;
    vi.resetModules();
    vi.stubEnv('METRICS_DISABLED', 'false');
    vi.spyOn(process.stdout, 'write').mockImplementation((line: unknown) => {
      lines.push(JSON.parse(String(line)));
      return true;
    });
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  function spend(amounts: readonly number[]): readonly Entry[] {
    let account = openedAccount();
    return amounts.map((amount, index) => {
      account = advance(account, { nowMs: startMs, plans, rateCards: [] }).account;
      const { account: after, entry } = changeOf(decideDebit(account, debitOf(amount, `${index}`), context()));
      account = after;
      return entry;
    });
  }

  it('say what was charged by category and which signals there were, and name no account', async () => {
    const { countConsumption } = await import('../../shared/runtime/consumption-metrics.ts');
    const low: Signal = {
      ...{ kind: 'exhausted', id: 'acme/3/exhausted', accountId: 'acme', atMs: startMs, seq: 3 },
    };

    countConsumption(spend([2, 3.5]), [low, low]);

    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({ category: 'ai', outcome: 'charged', Debits: 2, Credits: 5.5 });
    expect(lines[1]).toMatchObject({ signal: 'exhausted', Signals: 2 });
    expect(JSON.stringify(lines)).not.toContain('acme');
  });

  it('show a watched balance as exactly the metric that an alarm on it reads, each time', async () => {
    const { showBalance } = await import('../../shared/runtime/consumption-metrics.ts');
    const { namespace, metricName, dimensions } = availableCredits('acme');

    showBalance('acme', 12.5);
    showBalance('acme', 12);

    expect(lines.map(({ AvailableCredits }) => AvailableCredits)).toEqual([12.5, 12]);
    for (const line of lines) {
      const [directive, ...others] = line._aws.CloudWatchMetrics;
      expect(others).toEqual([]);
      expect(directive?.Namespace).toBe(namespace);
      expect(directive?.Metrics.map(({ Name }) => Name)).toEqual([metricName]);
      expect(directive?.Dimensions).toEqual([Object.keys(dimensions ?? {})]);
      expect(line).toMatchObject(dimensions ?? {});
    }
  });

  it('keep the service among the dimensions of everything else', async () => {
    const { countConsumption, showBalance } = await import('../../shared/runtime/consumption-metrics.ts');

    showBalance('acme', 12.5);
    countConsumption(spend([2]), []);

    expect(lines.at(-1)?._aws.CloudWatchMetrics[0]?.Dimensions).toEqual([['service', 'category', 'outcome']]);
  });
});
