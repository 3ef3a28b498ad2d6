/** Projects as they are deployed: an address of each, by which callers are permitted, and the functions' rights in all of them. */
import { beforeAll, expect, test } from 'vitest';
import { type StageSettings, stages } from '../../infra/stages.ts';
import { asList, ownFunctions, rights, type SynthesizedStack, synthesize } from '../support/documents/templates.ts';

const projects = {
  acme: { mode: 'live', throttle: { ratePerSecond: 100, burst: 80 } },
  'acme-test': { mode: 'test' },
} as const;
const withProjects: StageSettings = {
  ...stages.prod,
  projects,
  news: {},
  domain: {
    name: 'api.example.com',
    certificateArn: 'arn:aws:acm:eu-west-1:111111111111:certificate/a',
  },
  callers: [{ name: 'billing', trusted: ['222222222222'], permissions: ['money-in'], project: 'acme' }],
};

let made: SynthesizedStack;
beforeAll(() => {
  made = synthesize(withProjects);
}, 120_000);

test('each is a stage of every API, throttled and logged, and nothing is found wrong', () => {
  const addresses = made.resources('AWS::ApiGatewayV2::Stage').filter(([id]) => id.startsWith('projects/'));
  const names = addresses.map(([, { Properties }]) => Properties.StageName);

  expect(names.toSorted()).toEqual(['acme', 'acme', 'acme', 'acme-test', 'acme-test', 'acme-test']);
  for (const [id, { Properties }] of addresses) {
    const [rate, burst] = Properties.StageName === 'acme' ? [100, 80] : [50, 50];
    expect(Properties.DefaultRouteSettings, id).toEqual({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst });
    expect(Properties.AccessLogSettings.DestinationArn, id).toBeDefined();
    for (const settings of Object.values<{ ThrottlingRateLimit: number }>(Properties.RouteSettings))
      expect(settings.ThrottlingRateLimit).toBeLessThan(rate);
  }
  expect(made.findings).toEqual([]);
});

test('is reached under the API’s own name, by its name behind it', () => {
  const mapped = made.resources('AWS::ApiGatewayV2::ApiMapping').map(([, { Properties }]) => Properties.ApiMappingKey);
  expect(mapped.toSorted()).toEqual(['acme', 'acme-test', undefined]);
  const outputs = Object.values(made.templates['projects']?.toJSON()['Outputs'] ?? {}).map((each) =>
    JSON.stringify(each),
  );
  expect(outputs.filter((each) => each.includes('https://api.example.com/acme'))).toHaveLength(2);
});

test('functions are told of them, and reach the same partitions in each as in the default one', () => {
  for (const [id, { Properties }] of ownFunctions(made))
    expect(Properties.Environment.Variables.PROJECTS, id).toBe('acme:live acme-test:test');

  for (const { id, statements } of rights(made))
    for (const { Condition } of statements) {
      const keys: readonly string[] = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? [];
      const own = keys.filter((each) => !each.startsWith('@'));
      const others = keys.filter((each) => each.startsWith('@') && each !== '@*/CLOCKS');
      expect(others.toSorted(), id).toEqual(own.map((each) => `@*/${each}`).toSorted());
    }
});

test('a function that reaches accounts finds out their clocks, one moves them, and none does in the default project', () => {
  const withClocks = (action: string): readonly string[] =>
    rights(made)
      .filter(({ statements }) =>
        statements.some(
          ({ Action, Condition }) =>
            asList(Action).includes(action) &&
            Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'].includes('@*/CLOCKS'),
        ),
      )
      .map(({ id }) => id.replace(/role.*/, ''));

  expect(withClocks('dynamodb:PutItem')).toEqual(['api/workloadsaccounts']);
  expect(withClocks('dynamodb:GetItem')).toContain('api/workloadscharge');
  expect(JSON.stringify(rights(made))).not.toContain('"CLOCKS"');
});

test('what the authorizer says is kept for the project that it was asked for', () => {
  const [authorizer] = made
    .resources('AWS::ApiGatewayV2::Authorizer')
    .filter(([id]) => id.startsWith('keys/'))
    .map(([, { Properties }]) => Properties);
  expect(authorizer.IdentitySource).toEqual(['$request.header.Authorization', '$context.stage']);
});

test('a role of another account is let into its project alone', () => {
  const [role] = rights(made).filter(({ id }) => /billing/i.test(id));
  const resources =
    role?.statements.flatMap(({ Resource }) => asList(Resource).map((each) => JSON.stringify(each))) ?? [];
  expect(resources.length).toBeGreaterThan(3);
  for (const each of resources) expect(each).toMatch(/\/acme\/[A-Z]+\//);
});

test('news of every project reaches the one queue', () => {
  const [rule] = made.resources('AWS::Events::Rule').map(([, { Properties }]) => Properties);
  expect(rule.EventPattern).toEqual({ source: ['credits', 'credits.acme', 'credits.acme-test'] });
});
