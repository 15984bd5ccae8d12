/** One way in which stage `local` is not prod: what, why, and which resource types it lacks for that reason. */
export type LocalDifference = {
  readonly difference: string;
  readonly because: string;
  readonly leavesOut?: readonly string[];
};

/** Everything in which stage `local` differs. The local start prints it; a test compares it with the templates. */
export const localDifferences: readonly LocalDifference[] = [
  {
    difference: 'no console stack: the local front serves /, /book, /api and /ws',
    because: 'the engine serves nothing through CloudFront',
    leavesOut: [
      'AWS::CloudFront::Distribution',
      'AWS::CloudFront::Function',
      'AWS::CloudFront::OriginAccessControl',
      'AWS::CloudFront::ResponseHeadersPolicy',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      'Custom::CDKBucketDeployment',
      'AWS::Lambda::LayerVersion',
    ],
  },
  {
    difference: 'no archive of the product bus',
    because: 'the engine has no Events::Archive',
    leavesOut: ['AWS::Events::Archive'],
  },
  {
    difference: 'no policy on the ingress bus: everybody on this machine may put facts there',
    because: 'the engine has no Events::EventBusPolicy and enforces no rights',
    leavesOut: ['AWS::Events::EventBusPolicy'],
  },
  {
    difference: 'no alarms and no topic for them',
    because: 'the engine computes no metrics',
    leavesOut: ['AWS::CloudWatch::Alarm', 'AWS::SNS::Topic', 'AWS::SNS::TopicPolicy'],
  },
  {
    difference: 'no reports of the mail service: put one on the default bus by hand to see what follows',
    because: 'the engine keeps the event destination and sends nothing there',
  },
  { difference: 'no tracing', because: 'the engine has no X-Ray' },
  {
    difference: 'data is not kept when the stack goes; no deletion protection',
    because: 'local state is disposable: a failed update is answered by a fresh start',
  },
  {
    difference: 'no second factor at sign-in',
    because: 'a demo team of six would need six authenticator apps',
  },
  {
    difference: 'functions run on the architecture of this machine, at most two of a kind at once',
    because: 'each warm function is a process of about 70 MB here',
  },
  {
    difference: 'SOCKET_ENDPOINT is a path below the engine’s own address',
    because: 'its port is not known when the stacks are made',
  },
  {
    difference: 'functions read an offset of the clock from CLOCK_FILE',
    because: 'npm run clock moves the local stage’s time',
  },
  {
    difference: 'push messages may also go to EXTRA_PUSH_HOST',
    because: 'the local push service stands in for the browsers’ own',
  },
];
