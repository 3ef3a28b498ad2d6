/** The bounds that the fleet's figures must reach: the same on any machine but for one ratio, whose two sides took turns. */
import { dueShards } from '../../../shared/storage/table-keys.ts';
import type { Gate } from '../bench/gates.ts';
import type { Spending } from './fleet.ts';
import type { Figures } from './measure.ts';

const timesMax = 2.2;
/** One query of each shard, and one of the accounts to leave out. */
const emptySweepCalls = dueShards + 1;

export function gatesOf(figures: Figures): readonly Gate[] {
  return [...exactGatesOf(figures), ratioGate(figures)];
}

/** Those that don't depend on how fast the machine is. */
export function exactGatesOf({ small, large, sweptAlone, sweptAdvanced, repeated }: Figures): readonly Gate[] {
  const findings = [...small.findings, ...large.findings];
  const among = costOf(large.sweep);
  const alone = costOf(sweptAlone);
  return [
    {
      what: 'every account due is in exactly one new cycle, and the books agree',
      target: 'no finding',
      measured: findings.length === 0 ? 'no finding' : findings.slice(0, 3).join('; '),
      verdict: findings.length === 0 ? 'reached' : 'MISSED',
    },
    {
      what: `sweeping ${large.accounts} due among ${large.idle} that aren’t, against none that aren’t`,
      target: `at most ${alone}`,
      measured: among,
      verdict: isNoMore(large.sweep.cost, sweptAlone.cost) ? 'reached' : 'MISSED',
    },
    {
      what: 'sweeping again when nothing is due any more',
      target: `${emptySweepCalls} calls, no write, no message`,
      measured: `${costOf(sweptAdvanced)}, ${sweptAdvanced.messages} messages`,
      verdict:
        sweptAdvanced.cost.calls === emptySweepCalls &&
        sweptAdvanced.cost.writeUnits === 0 &&
        sweptAdvanced.messages === 0
          ? 'reached'
          : 'MISSED',
    },
    {
      what: 'advancing again what is advanced, per account',
      target: 'calls: 1, write units: 0',
      measured: `calls: ${repeated.cost.calls / repeated.accounts}, write units: ${repeated.cost.writeUnits / repeated.accounts}`,
      verdict: repeated.cost.calls === repeated.accounts && repeated.cost.writeUnits === 0 ? 'reached' : 'MISSED',
    },
  ];
}

function ratioGate({ small, large }: Figures): Gate {
  const times = (large.sweep.ms + large.advance.ms) / (small.sweep.ms + small.advance.ms);
  return {
    what: `time for ${large.accounts} accounts against ${small.accounts}`,
    target: `at most ${timesMax} times`,
    measured: `${times.toFixed(2)} times`,
    verdict: times <= timesMax ? 'reached' : 'MISSED',
  };
}

function isNoMore(cost: Spending['cost'], most: Spending['cost']): boolean {
  return cost.calls <= most.calls && cost.readUnits <= most.readUnits && cost.writeUnits <= most.writeUnits;
}

function costOf({ cost: { calls, readUnits, writeUnits } }: Spending): string {
  return `${calls} calls, ${readUnits} read units, ${writeUnits} write units`;
}
