import { expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readConfig } from '../../../infra/config.ts';
import { siteCsp } from '../../../infra/platform/site-headers.ts';
import type { ApiStack } from '../../../infra/stacks/api.ts';
import { ConsoleStack } from '../../../infra/stacks/console.ts';
import type { ProductStack } from '../../../infra/stacks/product.ts';
import { securityHeaders } from '../../../tools/local/front-static.ts';

const SITES = ['https://www.example.com', 'https://help.example.com:8443'];
const api = { http: { api: { apiId: 'http' } } } as unknown as ApiStack;
const product = { liveSocket: { api: { apiId: 'socket' } } } as unknown as ProductStack;

type Policy = {
  SecurityHeadersConfig: {
    ContentSecurityPolicy: { ContentSecurityPolicy: string };
    FrameOptions?: unknown;
  };
};
type Site = {
  Properties: { DistributionConfig: { DefaultCacheBehavior: Behaviour; CacheBehaviors: Behaviour[] } };
};
type Behaviour = { PathPattern?: string; ResponseHeadersPolicyId: { Ref: string } };

const appWith = (more: Record<string, string>) => new App({ context: { stage: 'prod', ...more } });

/** What the CDN says of framing, by path: the policy's directive, and whether the old header forbids it. */
function framing(more: Record<string, string> = {}) {
  const app = appWith(more);
  const stack = Template.fromStack(
    new ConsoleStack(app, { config: readConfig(app), api, product, built: undefined }),
  );
  const policies = stack.findResources('AWS::CloudFront::ResponseHeadersPolicy');
  const [site] = Object.values(stack.findResources('AWS::CloudFront::Distribution'));
  const { DefaultCacheBehavior, CacheBehaviors } = (site as unknown as Site).Properties.DistributionConfig;
  const saysOf = ({ PathPattern, ResponseHeadersPolicyId }: Behaviour) => {
    const policy = policies[ResponseHeadersPolicyId.Ref]?.['Properties']
      .ResponseHeadersPolicyConfig as Policy;
    const { ContentSecurityPolicy, FrameOptions } = policy.SecurityHeadersConfig;
    const who = /frame-ancestors ([^;]+)/.exec(ContentSecurityPolicy.ContentSecurityPolicy)?.[1];
    return [PathPattern ?? '/', { who, old: FrameOptions !== undefined }];
  };
  const pages = [DefaultCacheBehavior, ...CacheBehaviors].filter(one => one.ResponseHeadersPolicyId);
  return Object.fromEntries(pages.map(saysOf));
}
const nobody = { who: "'none'", old: true };

test('without a word about it nobody frames the customers’ page either', () => {
  expect(framing()).toEqual({ '/': nobody, '/book': nobody, '/book/*': nobody, '/api/*': nobody });
});

test('sites that are named may frame the customers’ page and nothing else', () => {
  const named = { who: SITES.join(' '), old: false };
  const says = framing({ bookFrameSites: SITES.join(', ') });
  expect(says).toEqual({ '/': nobody, '/book': named, '/book/*': named, '/api/*': nobody });
});

test.each([
  'http://www.example.com',
  'https://*.example.com',
  'www.example.com',
  'https://www.example.com/page',
  "https://a.example.com; script-src 'unsafe-inline'",
])('%s is no origin of a site', site => {
  expect(() => readConfig(appWith({ bookFrameSites: site }))).toThrow('is no origin of a site');
});

test('the local front allows a framed page exactly what the CDN allows it', () => {
  const local = securityHeaders(4600, SITES);
  expect(local['content-security-policy']).toBe(siteCsp('ws://localhost:4600', SITES));
  expect(local).not.toHaveProperty('x-frame-options');
  expect(securityHeaders(4600)).toHaveProperty('x-frame-options', 'DENY');
});
