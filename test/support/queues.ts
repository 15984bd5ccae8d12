import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientConfig } from '../../tools/local/place.ts';

/** Whether no message of any queue can be received now or is being answered; those that are to come later do not count. */
export async function hasNothingWaiting(endpoint: string): Promise<boolean> {
  const client = new SQSClient(clientConfig(endpoint));
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ MaxResults: 1000 }));
  if (QueueUrls.length === 0) throw new Error('The engine has no queue.');
  const waiting = await Promise.all(
    QueueUrls.filter(url => !url.includes('dead')).map(async QueueUrl => {
      const AttributeNames = [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
      ] as const;
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
      );
      return AttributeNames.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0);
    }),
  );
  client.destroy();
  return waiting.every(count => count === 0);
}
