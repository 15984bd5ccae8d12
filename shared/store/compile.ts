import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Change, Condition, Key, Write } from './table.ts';

type Expression = { text: string; names: Record<string, string>; values: Record<string, unknown> };

const marshalled = (value: Record<string, unknown>) => marshall(value, { removeUndefinedValues: true });

/** The DynamoDB expression of a condition of the commit language. */
function condition(when: Condition): Expression {
  const named = (field: string) => ({ '#c': field });
  switch (when.is) {
    case 'absent':
      return { text: 'attribute_not_exists(#c)', names: named('pk'), values: {} };
    case 'present':
      return { text: 'attribute_exists(#c)', names: named('pk'), values: {} };
    case 'version':
      return { text: '#c = :c', names: named('version'), values: { ':c': when.version } };
    case 'equal':
      return { text: '#c = :c', names: named(when.field), values: { ':c': when.value } };
    case 'same': {
      const fields = Object.entries(when.fields);
      return {
        text: fields.map((_, at) => `#c${at} = :c${at}`).join(' AND '),
        names: Object.fromEntries(fields.map(([field], at) => [`#c${at}`, field])),
        values: Object.fromEntries(fields.map(([, value], at) => [`:c${at}`, value])),
      };
    }
    case 'differs':
      return {
        text: '(attribute_not_exists(#c) OR #c <> :c)',
        names: named(when.field),
        values: { ':c': when.value },
      };
    case 'below':
      return {
        text: '(attribute_not_exists(#c) OR #c < :c)',
        names: named(when.field),
        values: { ':c': when.cap },
      };
  }
}

/** The DynamoDB update expression of a change, the commit's mark included. */
function update(change: Change, commitId: string): Expression {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  let n = 0;
  const name = (field: string) => {
    const alias = `#f${n++}`;
    names[alias] = field;
    return alias;
  };
  const valued = (field: string, value: unknown, glue: string) => {
    const alias = name(field);
    values[`:v${alias.slice(2)}`] = value;
    return `${alias}${glue}:v${alias.slice(2)}`;
  };
  const set = Object.entries({ ...change.set, commitId }).map(([field, value]) =>
    valued(field, value, ' = '),
  );
  const add = Object.entries(change.add ?? {}).map(([field, amount]) => valued(field, amount, ' '));
  const remove = (change.remove ?? []).map(name);
  const text = [
    `SET ${set.join(', ')}`,
    ...(add.length > 0 ? [`ADD ${add.join(', ')}`] : []),
    ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
  ].join(' ');
  return { text, names, values };
}

const attributes = (...expressions: readonly (Expression | undefined)[]) => {
  const names = Object.assign({}, ...expressions.map(expression => expression?.names ?? {}));
  const values = Object.assign({}, ...expressions.map(expression => expression?.values ?? {}));
  return {
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names as Record<string, string> } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: marshalled(values) } : {}),
  };
};

const keyOf = (key: Key) => marshalled({ pk: key.pk, sk: key.sk });

/** One write of the commit language as an item of `TransactWriteItems`; the same parts serve single-row calls. */
export function compile(write: Write, commitId: string, TableName: string): TransactWriteItem {
  const when = write.when ? condition(write.when) : undefined;
  const guard = {
    TableName,
    ...(when
      ? { ConditionExpression: when.text, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }
      : {}),
  };
  switch (write.do) {
    case 'put':
      return { Put: { ...guard, ...attributes(when), Item: marshalled({ ...write.row, commitId }) } };
    case 'delete':
      return { Delete: { ...guard, ...attributes(when), Key: keyOf(write.key) } };
    case 'check':
      return {
        ConditionCheck: {
          TableName,
          ConditionExpression: when?.text,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          ...attributes(when),
          Key: keyOf(write.key),
        },
      };
    case 'change': {
      const changed = update(write, commitId);
      return {
        Update: {
          ...guard,
          ...attributes(when, changed),
          UpdateExpression: changed.text,
          Key: keyOf(write.key),
        },
      };
    }
  }
}
