import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ServiceFunction } from '../kit/service-function.ts';
import { lagOf, readStream } from '../kit/stream-reader.ts';
import type { Platform } from '../platform/platform.ts';
import { Capability } from './capability.ts';
import { searchedRows } from './searched.ts';

const BEHIND = Duration.minutes(5);

/** What the console shows of several capabilities at once: live hints, search. */
export class Views extends Capability {
  readonly api: ServiceFunction;

  constructor(scope: Construct, platform: Platform) {
    super(scope, 'views', platform);
    platform.liveSocket.grantSockets(this.consumer('views'));
    // The insights of a full year are read and counted in seconds.
    const year = { memoryMb: 1024, timeout: Duration.seconds(20) };
    this.api = this.service('views-api', { calledBy: 'api', ...year }, 'read');
    this.searchIndex();
  }

  /** The stream's other reader: whoever wrote it, what is written is found, and what is erased is not. */
  private searchIndex(): void {
    const { setting, table } = this.platform;
    const fn = this.service('search-indexer', { calledBy: 'stream', timeout: Duration.seconds(25) });
    const streamArn = table.table.tableStreamArn ?? '';
    readStream(this, { name: 'search-indexer', fn, streamArn, filters: searchedRows, setting });
    setting.bell.when(fn, 'behind', {
      heading: 'search-falls-behind',
      says: `The search index is ${BEHIND.toMinutes()} minutes behind the table.`,
      metric: lagOf(fn),
      threshold: BEHIND.toMilliseconds(),
    });
  }
}
