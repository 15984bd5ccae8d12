import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { anchorsOf, onAws } from '../../../infra/checks/every-check.ts';
import { accessFaults } from '../support/access-faults.ts';
import { keepingFaults } from '../support/keeping-faults.ts';
import { planter } from '../support/planter.ts';
import { queueFaults } from '../support/queue-faults.ts';
import { stageOf, templatesOf } from '../support/stage.ts';

const checks = onAws('prod', anchorsOf(readFileSync('docs/runbook.md', 'utf8')));
const plant = planter(templatesOf('prod'));
const planted = [...queueFaults(plant), ...accessFaults(plant), ...keepingFaults(plant)];

describe('a fault that is planted is found', () => {
  test.each(planted)('%s: %s', (...[name, , templates, complaint]) => {
    expect(checks[name]?.(templates()).join('\n')).toMatch(complaint);
  });

  test('every check has one planted', () => {
    const proven = new Set(planted.map(([name]) => name));
    expect(Object.keys(checks).filter(name => !proven.has(name))).toEqual([]);
  });

  test('by cdk-nag too', () => {
    const { findings } = stageOf('prod', {}, (scope, { Queue }) => {
      new Queue(scope, 'open');
    });
    expect(findings.join('\n')).toContain('AwsSolutions-SQS4');
  });
});
