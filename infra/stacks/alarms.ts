import { type App, Stack } from 'aws-cdk-lib';
import { type StageConfig, stackProps } from '../config.ts';
import { Bell } from '../kit/alarm.ts';

/** What rings and whom it calls: a stack of its own, and none where nothing rings. */
export function bellOf(app: App, config: StageConfig): Bell {
  const scope = config.alarms ? new Stack(app, `${config.prefix}-alarms`, stackProps(config)) : app;
  return new Bell(scope, 'bell', config);
}
