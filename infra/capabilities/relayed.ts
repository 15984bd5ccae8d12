import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';

const { filter } = FilterCriteria;
const awake = { S: FilterRule.exists() };
/** New journal rows with facts to send, and timers armed or moved; leases and marks are none of the relay's work. */
export const relayed = [
  filter({
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: { NewImage: { type: { S: FilterRule.isEqual('journal') }, wakeShard: awake } },
  }),
  filter({
    eventName: FilterRule.or('INSERT', 'MODIFY'),
    dynamodb: { NewImage: { type: { S: FilterRule.isEqual('timer') }, wakeShard: awake } },
  }),
];
