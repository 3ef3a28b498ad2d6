import { Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { isForPeople } from '../../shared/contract/routes/route.ts';
import { routeList } from '../../shared/contract/routes/routes.ts';
import type { HostedName } from '../hosted-name.ts';
import { contentSecurityPolicy } from '../page-policy.ts';
import type { StageSettings } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';
import { addRecords } from './add-records.ts';

export interface DashboardSiteProps {
  readonly stage: StageSettings;
  /** The people's API: it answers under `/api`, so the page needs no other origin for its data. */
  readonly apiUrl: string;
  /** Where people sign in, besides. */
  readonly signInOrigins: readonly string[];
}

export const apiPath = '/api';

/** Where the guides stand in the bucket, and below the name. */
export const docsFolder = 'docs';

/** The bucket knows no folders: one is asked for by its first page. */
const firstPageOfFolder = `function handler(event) {
  var request = event.request;
  if (request.uri === '/${docsFolder}')
    return { statusCode: 308, statusDescription: 'Permanent Redirect', headers: { location: { value: '/${docsFolder}/' } } };
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  return request;
}`;

/** The API knows nothing of the path that it is put under. */
const withoutApiPath = `function handler(event) {
  var request = event.request;
  request.uri = request.uri.slice(${apiPath.length}) || '/';
  return request;
}`;

/**
 * The page and its API under one name. Files are in a bucket that CloudFront alone reads; those whose name is their
 * content's hash are kept for a year, the others are asked for anew each time. The page's locations are behind the `#`, so
 * every deep link asks for the same document, and no answer of the API is ever taken for a missing page.
 */
export class DashboardSite extends Construct {
  readonly bucket: IBucket;
  readonly distribution: Distribution;
  /** Its name. */
  readonly host: string;

  constructor(scope: Construct, id: string, { stage, apiUrl, signInOrigins }: DashboardSiteProps) {
    super(scope, id);
    const bucket = new Bucket(this, 'files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // A deployment makes every file anew.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(bucket, 'AwsSolutions-S1');
    // The library's class and interface disagree on whether an optional member may be undefined.
    this.bucket = bucket as IBucket;
    const responseHeadersPolicy = securityHeaders(this, signInOrigins);
    const origin = S3BucketOrigin.withOriginAccessControl(this.bucket);
    const common = { viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS, responseHeadersPolicy };
    const files = {
      ...common,
      origin,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: asFilesSay(this),
      compress: true,
    };
    const docs = { ...files, functionAssociations: this.atViewer('first-page-of-folder', firstPageOfFolder) };
    this.distribution = new Distribution(this, 'distribution', {
      comment: `Credits: the dashboard (${stage.name})`,
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: files,
      additionalBehaviors: {
        [`${apiPath}/*`]: { ...common, ...this.apiBehavior(apiUrl) },
        [`/${docsFolder}`]: docs,
        [`/${docsFolder}/*`]: docs,
      },
      ...(stage.dashboardDomain === undefined ? {} : this.named(stage.dashboardDomain)),
    });
    acknowledge(this.distribution, 'AwsSolutions-CFR1');
    acknowledge(this.distribution, 'AwsSolutions-CFR2');
    acknowledge(this.distribution, 'AwsSolutions-CFR3');
    if (stage.dashboardDomain === undefined) acknowledge(this.distribution, 'AwsSolutions-CFR4');
    else addRecords(this, stage.dashboardDomain, { target: new CloudFrontTarget(this.distribution), hasIpv6: true });
    this.host = stage.dashboardDomain?.name ?? this.distribution.distributionDomainName;
  }

  /** Never kept, and asked with all that the page sent: its token is in a header. */
  private apiBehavior(apiUrl: string) {
    const host = Fn.select(2, Fn.split('/', apiUrl));
    return {
      origin: new HttpOrigin(host, { protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY }),
      allowedMethods: peopleMethods(),
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      functionAssociations: this.atViewer('without-api-path', withoutApiPath),
    };
  }

  /** A function that sees each request first. */
  private atViewer(id: string, text: string) {
    const code = FunctionCode.fromInline(text);
    const rewrite = new EdgeFunction(this, id, { code, runtime: FunctionRuntime.JS_2_0 });
    return [{ function: rewrite, eventType: FunctionEventType.VIEWER_REQUEST }];
  }

  private named({ name, certificateArn }: HostedName) {
    return {
      domainNames: [name],
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      certificate: Certificate.fromCertificateArn(this, 'certificate', certificateArn),
    };
  }
}

/** As far as CloudFront tells methods apart: reading, or everything. */
function peopleMethods(): AllowedMethods {
  const onlyReads = routeList.filter(isForPeople).every(({ method }) => method === 'GET');
  return onlyReads ? AllowedMethods.ALLOW_GET_HEAD : AllowedMethods.ALLOW_ALL;
}

/** A file is kept as long as it says of itself, and not a moment if it says so. */
function asFilesSay(scope: Construct): CachePolicy {
  return new CachePolicy(scope, 'as-files-say', {
    comment: 'As files say of themselves.',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: Duration.days(365),
    headerBehavior: CacheHeaderBehavior.none(),
    cookieBehavior: CacheCookieBehavior.none(),
    queryStringBehavior: CacheQueryStringBehavior.none(),
    enableAcceptEncodingGzip: true,
    enableAcceptEncodingBrotli: true,
  });
}

function securityHeaders(scope: Construct, signInOrigins: readonly string[]): ResponseHeadersPolicy {
  const override = true;
  return new ResponseHeadersPolicy(scope, 'security-headers', {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(signInOrigins), override },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override },
      contentTypeOptions: { override },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override },
        { header: 'Cross-Origin-Resource-Policy', value: 'same-origin', override },
        { header: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=()', override },
      ],
    },
  });
}
