/** Usage that comes in over HTTP, as it is deployed (R36). */
import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { intakeRouteList } from '../../shared/contract/routes/intake.ts';
import { rights, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

const without = ['copy', 'dashboard', 'alarms'] as const;
const keys = intakeRouteList.map(({ method, path }) => `${method} ${path}`).toSorted();
let made: SynthesizedStack;
beforeAll(() => {
  const meters = { prompt: { sku: 'ai.gpt-4o.output-token', value: '$.tokens' } };
  made = synthesize({ ...stages.prod, without, usage: { order: 'none', meters } });
}, 120_000);

describe('the stack of intake', () => {
  it('has each route twice: for who signs, and for who sends a key', () => {
    const routes = Object.values(made.templates['intake']?.findResources('AWS::ApiGatewayV2::Route') ?? {});
    const byAuthorizer = Object.groupBy(routes, ({ Properties }) => Properties.AuthorizationType);
    const keysOf = (type: string): readonly string[] =>
      (byAuthorizer[type] ?? []).map(({ Properties }) => Properties.RouteKey).toSorted();
    expect([keysOf('AWS_IAM'), keysOf('CUSTOM'), routes.length]).toEqual([keys, keys, 2 * keys.length]);
  });

  it('adds nothing to the stack of the API, which has no room', () => {
    const api = Object.values(made.templates['api']?.toJSON()['Resources'] ?? {});
    expect(api.length).toBeLessThanOrEqual(150);
    const routes = made.templates['api']?.findResources('AWS::ApiGatewayV2::Route') ?? {};
    expect(Object.values(routes).filter(({ Properties }) => keys.includes(Properties.RouteKey))).toEqual([]);
  });

  it('has a function that may send to the two queues of usage, and do nothing else', () => {
    const [own] = rights(made).filter(({ id }) => /^intake\/takeusagerole/.test(id));
    const actions = own?.statements.flatMap(({ Action }) => Action).toSorted();
    expect(new Set(actions)).toEqual(new Set(['logs:CreateLogStream', 'logs:PutLogEvents', 'sqs:SendMessage']));
    made.templates['intake']?.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ USAGE_METERS: Match.stringLikeRegexp('prompt') }) },
    });
  });

  it('is permitted to whoever may charge', () => {
    const policies = made.resources('AWS::IAM::ManagedPolicy').map(([, { Properties }]) => JSON.stringify(Properties));
    const charge = policies.filter((text) => text.includes('/$default/POST/v1/traces'));
    expect(charge).toHaveLength(1);
    expect(charge[0]).toContain('POST/accounts/*/debits');
  });

  it('passes the rule packs', () => {
    expect(made.findings).toEqual([]);
  });

  it('is there without an API of keys, and not where no usage comes in', () => {
    const unkeyed = synthesize({ ...stages.dev, without: [...without, 'keys'], usage: { order: 'by-account' } });
    expect(Object.keys(unkeyed.templates['intake']?.findResources('AWS::ApiGatewayV2::Route') ?? {})).toHaveLength(3);
    expect(synthesize({ ...stages.dev, without: [...without, 'keys'] }).service.intake).toBeUndefined();
  }, 60_000);
});
