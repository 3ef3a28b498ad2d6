import { existsSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, expect, test } from 'vitest';
import { apiPath } from '../../infra/constructs/dashboard-site.ts';
import { type StageSettings, stages } from '../../infra/stages.ts';
import {
  asList,
  type Resource,
  type Statement,
  type SynthesizedStack,
  synthesize,
} from '../support/documents/templates.ts';

const stage: StageSettings = {
  ...stages.prod,
  people: {
    kind: 'issuer',
    issuer: 'https://id.example/realm',
    audience: ['dashboard'],
    claim: 'accounts',
    page: { origins: ['https://tokens.example'] },
  },
  dashboardDomain: { name: 'credits.example', certificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/1' },
};

let prod: SynthesizedStack;
let named: SynthesizedStack;
let local: SynthesizedStack;

beforeAll(() => {
  prod = synthesize(stages.prod);
  named = synthesize(stage);
  local = synthesize(stages.dev, { isLocal: true });
}, 180_000);

test('the page’s files are read by its own distribution alone, over TLS', () => {
  const { BucketName: _name, ...bucket } = only(prod, 'AWS::S3::Bucket');
  const statements: readonly Statement[] = only(prod, 'AWS::S3::BucketPolicy').PolicyDocument.Statement;
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow');

  expect(Object.values(bucket.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
  expect(statements.some(({ Effect, Condition }) => Effect === 'Deny' && Condition?.Bool)).toBe(true);
  expect(allowed.map(({ Action }) => Action)).toEqual(['s3:GetObject']);
  expect(JSON.stringify(allowed[0]?.Condition)).toContain('AWS:SourceArn');
});

test('the page may load itself alone, and talk to itself and to where its people sign in', () => {
  const policy = (synthesized: SynthesizedStack): string =>
    JSON.stringify(headers(synthesized).ContentSecurityPolicy.ContentSecurityPolicy);

  expect(policy(named)).toBe(
    JSON.stringify(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' https://id.example https://tokens.example; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
  );
  expect(policy(prod)).toMatch(/connect-src 'self' https:\/\/cognito-idp\..*amazoncognito\.com/);
  expect(policy(prod)).not.toMatch(/unsafe|\*/);
});

test('every answer of the page’s name says that it is to be asked over TLS for two years, and is what it says', () => {
  const given = headers(prod);
  const { DefaultCacheBehavior, CacheBehaviors } = distribution(prod);

  expect(given.StrictTransportSecurity).toMatchObject({ AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true });
  expect(given).toMatchObject({
    ContentTypeOptions: { Override: true },
    FrameOptions: { FrameOption: 'DENY' },
    ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
  });
  for (const behavior of [DefaultCacheBehavior, ...CacheBehaviors]) {
    expect(behavior.ResponseHeadersPolicyId).toEqual(DefaultCacheBehavior.ResponseHeadersPolicyId);
    expect(behavior.ViewerProtocolPolicy).toBe('redirect-to-https');
  }
});

test('files named by their content are kept for a year, and the document that names them is asked for anew and put there last', () => {
  const uploads = Object.entries(prod.templates['dashboard']?.findResources('Custom::CDKBucketDeployment') ?? {});
  const [assets, document] = uploads.toSorted(([a], [b]) => Number(a > b) - Number(a < b));

  expect(assets?.[1]['Properties']).toMatchObject({
    Exclude: ['*'],
    Include: ['assets/*', 'docs/assets/*'],
    SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    Prune: false,
  });
  expect(document?.[1]['Properties']).toMatchObject({
    Exclude: ['assets/*', 'docs/assets/*'],
    SystemMetadata: { 'cache-control': 'no-cache' },
  });
  expect(document?.[1]['DependsOn']).toContain(assets?.[0]);
  prod.templates['dashboard']?.hasResourceProperties('AWS::CloudFront::CachePolicy', {
    CachePolicyConfig: Match.objectLike({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 31_536_000 }),
  });
});

test('the API answers under the page’s own name, is never kept, and hears of no path that it doesn’t have', () => {
  const [behavior] = distribution(prod).CacheBehaviors;
  const rewritten = (uri: string): unknown => asksFor(behavior, uri)?.uri;

  expect(behavior.PathPattern).toBe(`${apiPath}/*`);
  // AWS's own policies: nothing is cached, and everything but the host is handed on.
  expect(behavior.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
  expect(behavior.OriginRequestPolicyId).toBe('b689b0a8-53d0-40ab-baf2-68738e2966ac');
  expect(rewritten('/api/accounts/acme')).toBe('/accounts/acme');
  expect(rewritten('/api/accounts/api/usage')).toBe('/accounts/api/usage');
  for (const [, { Properties }] of prod.resources('AWS::ApiGatewayV2::Api'))
    expect(Properties.CorsConfiguration).toBeUndefined();
});

test('the guides stand below the page’s own name, each folder by its first page, and hide nothing of the dashboard', () => {
  const [, folder, files] = distribution(prod).CacheBehaviors;
  const { DefaultCacheBehavior } = distribution(prod);
  const rewritten = (uri: string): unknown => asksFor(files, uri)?.uri;

  expect([folder.PathPattern, files.PathPattern]).toEqual(['/docs', '/docs/*']);
  expect(files.TargetOriginId).toBe(DefaultCacheBehavior.TargetOriginId);
  expect(files.CachePolicyId).toEqual(DefaultCacheBehavior.CachePolicyId);
  expect(rewritten('/docs/')).toBe('/docs/index.html');
  expect(rewritten('/docs/api/')).toBe('/docs/api/index.html');
  expect(rewritten('/docs/start.html')).toBe('/docs/start.html');
  expect(asksFor(folder, '/docs')).toMatchObject({ statusCode: 308, headers: { location: { value: '/docs/' } } });
  // What the dashboard itself is made of has none of these names.
  expect(existsSync(new URL('../../functions/dashboard/public/docs', import.meta.url))).toBe(false);
});

test('no answer of the API is taken for a missing page', () => {
  expect(distribution(prod).CustomErrorResponses).toBeUndefined();
});

test('a name of its own asks for TLS 1.2', () => {
  expect(distribution(named)).toMatchObject({
    Aliases: ['credits.example'],
    ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
  });
});

test('people sign in with a code, and come back to the page and nowhere else', () => {
  const { AllowedOAuthFlows, CallbackURLs, LogoutURLs, GenerateSecret } = only(prod, 'AWS::Cognito::UserPoolClient');

  expect(AllowedOAuthFlows).toEqual(['code']);
  expect(GenerateSecret).toBe(false);
  expect(CallbackURLs).toEqual(LogoutURLs);
  expect(JSON.stringify(CallbackURLs)).toMatch(
    /^\[\{"Fn::Join":\["",\["https:\/\/",\{"Fn::GetAtt":\["sitedistribution/,
  );
});

test('an emulator gets the page’s bucket without its files', () => {
  expect(local.resources('Custom::CDKBucketDeployment')).toEqual([]);
  expect(local.resources('AWS::CloudFront::Distribution').length).toBe(1);
});

test('nothing needs the dashboard: the other stacks deploy without it', () => {
  for (const [name, template] of Object.entries(prod.templates))
    expect(JSON.stringify(template.toJSON()).includes('credits-prod-dashboard:'), name).toBe(false);
});

function only({ resources }: SynthesizedStack, type: string): Resource['Properties'] {
  const found = resources(type).filter(([id]) => id.startsWith('dashboard/'));
  expect(found.length, type).toBe(1);
  return found[0]?.[1].Properties;
}

/** The request or answer that a behavior's function makes of a request for an address. */
function asksFor(behavior: Resource['Properties'], uri: string): Resource['Properties'] {
  const [{ FunctionARN }] = behavior.FunctionAssociations;
  const id = FunctionARN['Fn::GetAtt'][0];
  const code = prod.templates['dashboard']?.findResources('AWS::CloudFront::Function')[id]?.['Properties'].FunctionCode;
  return new Function(`${code}; return handler({ request: { uri: ${JSON.stringify(uri)} } });`)();
}

function headers(synthesized: SynthesizedStack): Resource['Properties'] {
  return only(synthesized, 'AWS::CloudFront::ResponseHeadersPolicy').ResponseHeadersPolicyConfig.SecurityHeadersConfig;
}

function distribution(synthesized: SynthesizedStack): Resource['Properties'] {
  const config = only(synthesized, 'AWS::CloudFront::Distribution').DistributionConfig;
  return { ...config, CacheBehaviors: asList(config.CacheBehaviors) };
}
