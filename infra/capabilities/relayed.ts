import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';

const { filter } = FilterCriteria;
const awake = { S: FilterRule.exists() };
const asleep = { S: FilterRule.notExists() };
/**
 * New journal rows with facts to send, and timers armed or moved; leases and marks are none of the relay's work. What
 * leaves the wake index without being done or sent, which nothing ever should, is given its place back.
 */
export const relayed = [
  filter({
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: { NewImage: { type: { S: FilterRule.isEqual('journal') }, wakeShard: awake } },
  }),
  filter({
    eventName: FilterRule.or('INSERT', 'MODIFY'),
    dynamodb: { NewImage: { type: { S: FilterRule.isEqual('timer') }, wakeShard: awake } },
  }),
  filter({
    eventName: FilterRule.isEqual('MODIFY'),
    dynamodb: {
      OldImage: { wakeShard: awake },
      NewImage: { sent: { N: FilterRule.notExists() }, wakeShard: asleep },
    },
  }),
];
