/** News that goes out, where a stage asks for it: its routes, its queue, and what its functions may. */
import { beforeAll, expect, test } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import { asList, rights, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

let made: SynthesizedStack;
beforeAll(() => {
  made = synthesize({ ...stages.prod, news: { emails: ['ops@example.com'] } });
}, 120_000);

test('brings the routes of endpoints, behind IAM and behind API keys', () => {
  const keys = routeList.filter(({ part }) => part === 'news').map(({ method, path }) => `${method} ${path}`);
  for (const [stack, kind] of [
    ['api/', 'AWS_IAM'],
    ['keys/', 'CUSTOM'],
  ] as const) {
    const routes = made.resources('AWS::ApiGatewayV2::Route').filter(([id]) => id.startsWith(stack));
    const ours = routes.filter(([, { Properties }]) => keys.includes(Properties.RouteKey));
    expect(ours.map(([, { Properties }]) => Properties.RouteKey).toSorted()).toEqual(keys.toSorted());
    for (const [, { Properties }] of ours) expect(Properties.AuthorizationType).toBe(kind);
  }
  expect(made.findings).toEqual([]);
});

test('sends every event of the bus, and nothing else, to one queue with dead letters', () => {
  const [rule] = made.resources('AWS::Events::Rule').map(([, { Properties }]) => Properties);

  expect(rule.EventPattern).toEqual({ source: ['credits'] });
  expect(rule.Targets).toHaveLength(1);
  expect(rule.Targets[0].DeadLetterConfig.Arn).toBeDefined();
});

test('whoever delivers reaches endpoints and their deliveries, and no account; whoever follows ledgers reads endpoints and writes none', () => {
  expect(partitions(/^news\/delivernews.*role/, 'dynamodb:GetItem')).toEqual(['DELIVERIES#*', 'ENDPOINTS']);
  expect(partitions(/^news\/delivernews.*role/, 'dynamodb:PutItem')).toEqual(['DELIVERIES#*', 'ENDPOINTS']);
  expect(partitions(/^news\/retrynews.*role/, 'dynamodb:PutItem')).toEqual(['ENDPOINTS']);
  for (const follower of [/^signals\/projectcommits.*role/, /^jobs\/auditledgers.*role/]) {
    expect(partitions(follower, 'dynamodb:Query')).toContain('ENDPOINTS');
    expect(partitions(follower, 'dynamodb:PutItem')).not.toContain('ENDPOINTS');
  }
  expect(partitions(/^api\/workloadscharge/, 'dynamodb:GetItem')).not.toContain('ENDPOINTS');
});

test('e-mail goes by a topic of its own, to whom the stage names', () => {
  const emails = made.resources('AWS::SNS::Subscription').map(([, { Properties }]) => Properties);

  expect(emails).toContainEqual(expect.objectContaining({ Protocol: 'email', Endpoint: 'ops@example.com' }));
});

function partitions(role: RegExp, action: string): readonly string[] {
  const found = rights(made)
    .filter(({ id }) => role.test(id))
    .flatMap(({ statements }) => statements)
    .filter(({ Action, Condition }) => asList(Action).includes(action) && Condition !== undefined)
    .flatMap(({ Condition }): readonly string[] => Condition['ForAllValues:StringLike']['dynamodb:LeadingKeys']);
  return [...new Set(found)].toSorted();
}
