import { Duration, Fn } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cdn from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { acknowledge } from '../kit/acknowledge.ts';
import { framesNobody, SITE_HEADERS, siteCsp } from './site-headers.ts';
import { TO_PAGE, WITHOUT_API } from './site-paths.ts';
import { uploadSite } from './upload.ts';

export type ConsoleSiteSpec = {
  readonly config: StageConfig;
  readonly httpApiId: string;
  readonly socketApiId: string;
  /** The built console; empty in checks of the templates. */
  readonly built: string | undefined;
};

/** One origin: the console's pages, /api and /ws, with the same policy for what a browser may do on each. */
export class ConsoleSite extends Construct {
  readonly distribution: cdn.Distribution;
  readonly bucket: s3.IBucket;
  private readonly spec: ConsoleSiteSpec;

  constructor(scope: Construct, id: string, spec: ConsoleSiteSpec) {
    super(scope, id);
    this.spec = spec;
    const logs = this.logs();
    this.bucket = new s3.Bucket(this, 'files', {
      ...closed,
      removalPolicy: spec.config.removal,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'files/',
    }) as s3.IBucket;
    this.distribution = this.serve(logs);
    uploadSite(this, { config: spec.config, files: this.bucket, built: spec.built });
  }

  private logs(): s3.IBucket {
    const logs = new s3.Bucket(this, 'logs', {
      ...closed,
      removalPolicy: this.spec.config.removal,
      lifecycleRules: [{ expiration: Duration.days(this.spec.config.logDays) }],
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
    });
    acknowledge(logs, { 'AwsSolutions-S1': 'This bucket is where the logs go.' });
    return logs as s3.IBucket;
  }

  private serve(logs: s3.IBucket): cdn.Distribution {
    const { config, httpApiId, socketApiId } = this.spec;
    const headers = this.headers('headers');
    const book = this.headers('book-headers', config.bookFrameSites);
    const files = {
      origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
      viewerProtocolPolicy: cdn.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: true,
      functionAssociations: [this.onRequest('to-page', TO_PAGE)],
    };
    const through = {
      allowedMethods: cdn.AllowedMethods.ALLOW_ALL,
      cachePolicy: cdn.CachePolicy.CACHING_DISABLED,
      originRequestPolicy: cdn.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: cdn.ViewerProtocolPolicy.HTTPS_ONLY,
    };
    const distribution = new cdn.Distribution(this, 'site', {
      ...this.domain(),
      comment: `${config.prefix} console`,
      defaultRootObject: 'index.html',
      priceClass: cdn.PriceClass.PRICE_CLASS_100,
      httpVersion: cdn.HttpVersion.HTTP2,
      logBucket: logs,
      logFilePrefix: 'site/',
      defaultBehavior: { ...files, responseHeadersPolicy: headers },
      additionalBehaviors: {
        '/book': { ...files, responseHeadersPolicy: book },
        '/book/*': { ...files, responseHeadersPolicy: book },
        '/api/*': {
          ...through,
          origin: new HttpOrigin(this.apiHost(httpApiId)),
          responseHeadersPolicy: headers,
          functionAssociations: [this.onRequest('without-api', WITHOUT_API)],
        },
        '/ws': { ...through, origin: new HttpOrigin(this.apiHost(socketApiId)) },
      },
    });
    this.explain(distribution);
    return distribution;
  }

  /** Without a domain of its own the distribution has the CDN’s name and certificate. */
  private domain() {
    const { domain } = this.spec.config;
    if (!domain) return {};
    return {
      domainNames: [domain.name],
      certificate: Certificate.fromCertificateArn(this, 'certificate', domain.certificateArn),
      minimumProtocolVersion: cdn.SecurityPolicyProtocol.TLS_V1_2_2021,
    };
  }

  private explain(distribution: cdn.Distribution): void {
    const ownCertificate =
      'Without a domain of its own a distribution has the CDN’s certificate, which sets this.';
    acknowledge(distribution, {
      'AwsSolutions-CFR1': 'Staff travel and customers are anywhere; who may call is decided by sign-in.',
      'AwsSolutions-CFR2': 'Routes are throttled one by one; a firewall is the company’s to add and to pay.',
      ...(this.spec.config.domain ? {} : { 'AwsSolutions-CFR4': ownCertificate }),
    });
  }

  private readonly apiHost = (apiId: string): string =>
    Fn.join('', [apiId, '.execute-api.', Fn.ref('AWS::Region'), '.', Fn.ref('AWS::URLSuffix')]);

  private onRequest(name: string, code: string): cdn.FunctionAssociation {
    const fn = new cdn.Function(this, name, {
      code: cdn.FunctionCode.fromInline(code),
      runtime: cdn.FunctionRuntime.JS_2_0,
    });
    return { function: fn, eventType: cdn.FunctionEventType.VIEWER_REQUEST };
  }

  /** The same for every page, but for who may frame it. */
  private headers(name: string, framedBy: readonly string[] = []): cdn.ResponseHeadersPolicy {
    const { domain } = this.spec.config;
    const socket = domain ? `wss://${domain.name}` : undefined;
    return new cdn.ResponseHeadersPolicy(this, name, {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: siteCsp(socket, framedBy), override: true },
        contentTypeOptions: { override: true },
        ...(framesNobody(framedBy)
          ? { frameOptions: { frameOption: cdn.HeadersFrameOption.DENY, override: true } }
          : {}),
        referrerPolicy: { referrerPolicy: cdn.HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: Object.entries(SITE_HEADERS).map(([header, value]) => ({
          header,
          value,
          override: true,
        })),
      },
    });
  }
}

const closed = {
  blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
  encryption: s3.BucketEncryption.S3_MANAGED,
  enforceSSL: true,
};
