import { ApiMapping, DomainName, type HttpApi, type IHttpStage, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';
import type { HostedName } from '../hosted-name.ts';
import { addRecords } from './add-records.ts';

export interface ApiDomain {
  readonly domain: HostedName;
  readonly api: HttpApi;
  readonly stage: IHttpStage;
}

/** Gives an API a name of its own, and answers it. @internal */
export function addApiDomain(scope: Construct, { domain, api, stage }: ApiDomain): DomainName {
  const domainName = new DomainName(scope, 'domain', {
    domainName: domain.name,
    certificate: Certificate.fromCertificateArn(scope, 'certificate', domain.certificateArn),
    securityPolicy: SecurityPolicy.TLS_1_2,
  });
  new ApiMapping(scope, 'mapping', { api, domainName, stage });
  const { regionalDomainName, regionalHostedZoneId } = domainName;
  const target = new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId);
  addRecords(scope, domain, { target, hasIpv6: false });
  return domainName;
}
