import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Row } from './table.ts';

type Image = Parameters<typeof unmarshall>[0];

/** A row as the table's stream shows it. */
export const rowOfImage = (image: object | undefined): Row | undefined =>
  image && (unmarshall(image as Image) as Row);
