/** The least that the checks need; the canary and the knocks need an API key of the product and no right of AWS. */
export const permissions = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'VerifyFirstcall',
      Effect: 'Allow',
      Action: [
        'apigateway:GET',
        'cloudformation:DescribeStacks',
        'cloudformation:ListStackResources',
        'cloudwatch:DescribeAlarms',
        'cloudwatch:GetMetricData',
        'cognito-idp:DescribeUserPool',
        'dynamodb:DescribeContinuousBackups',
        'dynamodb:DescribeTable',
        'dynamodb:DescribeTimeToLive',
        'events:ListRules',
        'events:ListTargetsByRule',
        'lambda:GetEventSourceMapping',
        'lambda:GetFunctionConfiguration',
        'logs:DescribeLogGroups',
        'secretsmanager:DescribeSecret',
        'ses:GetAccount',
        'ses:GetConfigurationSetEventDestinations',
        'ses:GetEmailIdentity',
        'sqs:GetQueueAttributes',
      ],
      Resource: '*',
    },
    {
      Sid: 'ReadHeartbeatsAndTheCanary',
      Effect: 'Allow',
      Action: ['dynamodb:GetItem', 'dynamodb:Query'],
      Resource: 'arn:aws:dynamodb:*:*:table/firstcall*',
    },
  ],
} as const;
