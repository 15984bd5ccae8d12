import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Row } from './table.ts';

type Image = Parameters<typeof unmarshall>[0];

/** A row as the table's stream shows it. */
const rowOfImage = (image: object | undefined): Row | undefined =>
  image && (unmarshall(image as Image) as Row);

/** A record of the stream with its images as rows. */
export const changeOf = (record: {
  readonly sequence: string;
  readonly before: object | undefined;
  readonly after: object | undefined;
}) => ({
  sequence: record.sequence,
  before: rowOfImage(record.before),
  after: rowOfImage(record.after),
});
