import { EventField, type EventPattern, type IEventBus, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Category } from '../../shared/domain/catalogue/rate-card.ts';
import { present } from '../../shared/domain/present.ts';

/** A value as it is, or where it stands in the event: `$.detail.tenant`. */
export type Mapped<Value = string> = Value | `$.${string}`;

/** The charge for an event: usage, credits, or a model's answer. */
export type MappedCharge =
  | { readonly usage: readonly { readonly sku: Mapped; readonly quantity: Mapped<number> }[] }
  | { readonly credits: Mapped<number>; readonly category: Category }
  | {
      readonly model: Mapped;
      readonly tokens: Readonly<Partial<Record<'input' | 'output' | 'cachedInput' | 'cacheWrite', Mapped<number>>>>;
    };

export type UsageMapping = MappedCharge & {
  readonly accountId: Mapped;
  readonly dimensions?: Readonly<Record<string, Mapped>>;
  /** The event's own `id`, `source` and `time` when left out: with them an event is charged once, however often it is delivered. */
  readonly id?: Mapped;
  readonly source?: Mapped;
  readonly occurredAt?: Mapped;
};

export interface UsageRuleProps {
  /** The queue of usage of a stage: in the same stack, or by its ARN. A standard one, since a rule can't name a group for each event. */
  readonly queue: IQueue;
  readonly eventPattern: EventPattern;
  /** Where each part of an event of usage stands in the events of the rule. */
  readonly mapping: UsageMapping;
  /** The account's default bus when left out. */
  readonly eventBus?: IEventBus;
  /** Gets what EventBridge can't deliver. */
  readonly deadLetters?: IQueue;
}

/** Charges the events of a bus: a rule that puts them into the queue of usage, with the parts of an event of usage taken from where they stand. */
export class UsageRule extends Construct {
  readonly rule: Rule;

  constructor(scope: Construct, id: string, { queue, eventPattern, mapping, eventBus, deadLetters }: UsageRuleProps) {
    super(scope, id);
    if (queue.fifo) throw new TypeError('a rule names one group for all its events: use a standard queue of usage');
    const event = { id: '$.id', source: '$.source', occurredAt: '$.time', ...mapping };
    this.rule = new Rule(this, 'rule', {
      eventPattern,
      ...present({ eventBus }),
      description: 'Credits: charges events.',
      targets: [
        new SqsQueue(queue, {
          message: RuleTargetInput.fromObject(fromPaths(event)),
          ...present({ deadLetterQueue: deadLetters }),
        }),
      ],
    });
  }
}

/** The same with fields of the event in place of paths. */
function fromPaths(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('$.') ? EventField.fromPath(value) : value;
  if (Array.isArray(value)) return value.map(fromPaths);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fromPaths(each)]));
}
