import { expect, test } from '@jest/globals';
import { all } from '../../../infra/checks/templates.ts';
import { templatesOf } from '../support/stage.ts';

const prod = templatesOf('prod');

test('SES reports what became of our mails on the default bus, and nothing of opens and clicks', () => {
  const [destination, ...others] = all<{ EventDestination: object }>(
    prod,
    'AWS::SES::ConfigurationSetEventDestination',
  );
  expect(others).toEqual([]);
  expect(destination?.is.EventDestination).toMatchObject({
    Enabled: true,
    MatchingEventTypes: ['send', 'delivery', 'bounce', 'complaint'],
  });
  expect(JSON.stringify(destination?.is.EventDestination)).toContain(':event-bus/default');
});

test('of all that is on the default bus only reports of our own configuration set are taken', () => {
  type Rule = {
    EventBusName?: unknown;
    EventPattern: { detail: { mail: { tags: Record<string, unknown[]> } } };
  };
  const rules = all<Rule>(prod, 'AWS::Events::Rule').filter(({ is }) => is.EventBusName === 'default');
  expect(rules).toHaveLength(1);
  const { EventPattern } = (rules[0] as (typeof rules)[number]).is;
  expect(EventPattern).toMatchObject({
    source: ['aws.ses'],
    detail: { eventType: ['Send', 'Delivery', 'Bounce', 'Complaint'] },
  });
  const [set] = EventPattern.detail.mail.tags['ses:configuration-set'] ?? [];
  expect(typeOfImport(set)).toBe('AWS::SES::ConfigurationSet');
});

/** What kind of thing of the data stack an imported name belongs to. */
function typeOfImport(value: unknown): string | undefined {
  const name = (value as { 'Fn::ImportValue'?: string })['Fn::ImportValue'];
  const data = prod['firstcall-data'] as unknown as {
    Outputs: Record<string, { Export?: { Name: string }; Value: { Ref?: string } }>;
    Resources: Record<string, { Type: string }>;
  };
  const output = Object.values(data.Outputs).find(({ Export }) => Export?.Name === name);
  return data.Resources[output?.Value.Ref ?? '']?.Type;
}
