import WebSocket from 'ws';
import type { LiveFrame } from '../../shared/contracts/session-contract.ts';
import type { ApiClient } from '../../tools/support/api-client.ts';
import type { TestProduct } from './product.ts';

export type LiveLine = {
  /** What came, and when by this machine's clock. */
  readonly frames: readonly { readonly frame: LiveFrame; readonly at: number }[];
  close(): void;
};

/** An agent's live line, as their console has it. */
export async function liveLine(product: TestProduct, agent: ApiClient): Promise<LiveLine> {
  const { ticket } = await agent.post<{ ticket: string }>('/v1/live-tickets');
  const address = `${product.front.url.replace('http', 'ws')}/ws?ticket=${encodeURIComponent(ticket)}`;
  const socket = new WebSocket(address, { origin: product.front.url });
  const frames: { frame: LiveFrame; at: number }[] = [];
  socket.on('message', data =>
    frames.push({ frame: JSON.parse(String(data)) as LiveFrame, at: performance.now() }),
  );
  await new Promise((done, failed) => socket.once('open', done).once('error', failed));
  return { frames, close: () => socket.close() };
}
