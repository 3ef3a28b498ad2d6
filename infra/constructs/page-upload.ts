/** Puts the built page and its settings into the bucket with each deployment. */
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct, type IConstruct } from 'constructs';
import type { DashboardConfig } from '../../shared/contract/dashboard-config.ts';
import type { StageSettings } from '../stages.ts';
import { acknowledge, acknowledgeStar } from './acknowledge.ts';
import { type DashboardSite, docsFolder } from './dashboard-site.ts';
import { serviceLog } from './service-log.ts';
import { ServiceRole } from './service-role.ts';

export interface PageUploadProps {
  readonly stage: StageSettings;
  readonly site: DashboardSite;
  /** The folder of the built page. */
  readonly page: string;
  readonly config: DashboardConfig;
}

const hashedFiles = ['assets/*', `${docsFolder}/assets/*`];

export class PageUpload extends Construct {
  constructor(scope: Construct, id: string, { stage, site, page, config }: PageUploadProps) {
    super(scope, id);
    const role = uploadRole(this, site);
    const logGroup = serviceLog(this, 'log', stage);
    logGroup.grantWrite(role);
    const common = {
      destinationBucket: site.bucket,
      // Its own rights are all it needs; the construct would grant more.
      role: role.withoutPolicyUpdates(),
      logGroup,
      memoryLimit: 256,
    };
    // Those of deployments before stay: a page that is open may yet ask for them.
    const assets = new BucketDeployment(this, 'assets', {
      ...common,
      sources: [Source.asset(page)],
      exclude: ['*'],
      include: hashedFiles,
      prune: false,
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    });
    // After all that it names is there.
    const document = new BucketDeployment(this, 'document', {
      ...common,
      sources: [Source.asset(page), Source.jsonData('config.json', config)],
      exclude: hashedFiles,
      prune: false,
      cacheControl: [CacheControl.fromString('no-cache')],
    });
    document.node.addDependency(assets);
    for (const uploader of uploaders(this)) for (const rule of uploaderRules) acknowledge(uploader, rule);
  }
}

const uploaderRules = [
  'AwsSolutions-L1',
  'Serverless-LambdaLatestVersion',
  'Serverless-LambdaDLQ',
  'Serverless-LambdaTracing',
] as const;

/** The function that the library puts into the stack, once for all uploads. */
function uploaders(scope: Construct): readonly IConstruct[] {
  return Stack.of(scope).node.children.filter(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
}

/** Reads what a deployment brought, lists and writes the bucket. */
function uploadRole(scope: Construct, { bucket }: DashboardSite): ServiceRole {
  const { synthesizer, account, region } = Stack.of(scope);
  const role = new ServiceRole(scope, 'role');
  const brought = `arn:aws:s3:::cdk-${synthesizer.bootstrapQualifier ?? ''}-assets-${account}-${region}`;
  role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: [`${brought}/*`] }));
  role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [brought, bucket.bucketArn] }));
  role.addToPolicy(
    new PolicyStatement({ actions: ['s3:PutObject', 's3:DeleteObject'], resources: [bucket.arnForObjects('*')] }),
  );
  acknowledgeStar(role, `${brought}/*`, 'brought');
  acknowledgeStar(role, bucket.arnForObjects('*'), 'page');
  return role;
}
