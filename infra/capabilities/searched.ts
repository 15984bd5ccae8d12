import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';

const { filter } = FilterCriteria;
const searched = { S: FilterRule.or('account', 'contact', 'device', 'device-case') };
/** Rows by which something is found when they come or change, and when they go; the index's own rows are none of them. */
export const searchedRows = [
  filter({ dynamodb: { NewImage: { type: searched } } }),
  filter({ eventName: FilterRule.isEqual('REMOVE'), dynamodb: { OldImage: { type: searched } } }),
];
