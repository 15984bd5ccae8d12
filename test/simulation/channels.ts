import type { Chat, ChatMessage } from '../../shared/adapters/chat.ts';
import type { Mail, MailMessage } from '../../shared/adapters/mail.ts';
import type { SecretsSource } from '../../shared/adapters/secrets.ts';
import type { Sockets } from '../../shared/adapters/sockets.ts';
import type { PushMessage, PushResult, WebPush } from '../../shared/adapters/web-push.ts';
import type { LiveFrame } from '../../shared/contracts/session-contract.ts';
import type { Clock, Instant } from '../../shared/kernel/instant.ts';
import type { Latency, Run } from './runs.ts';
import { ServiceError } from './runs.ts';

/** Everything that left for people, in order. */
export type Outbox = {
  readonly mails: { readonly at: Instant; readonly message: MailMessage }[];
  readonly chats: { readonly at: Instant; readonly message: ChatMessage }[];
  readonly pushes: { readonly at: Instant; readonly message: PushMessage }[];
  readonly frames: { readonly at: Instant; readonly connectionId: string; readonly frame: LiveFrame }[];
};

export type Channels = {
  readonly outbox: Outbox;
  /** How the outside world answers; a test may put other answers here. */
  readonly answers: { push(message: PushMessage): PushResult; socket(connectionId: string): 'sent' | 'gone' };
  /** Called when a mail was taken, whether its answer arrives or not. */
  onMail(listener: (message: MailMessage, messageId: string) => void): void;
  portsFor(run: Run, latency: Latency): ChannelPorts;
};
export type ChannelPorts = {
  readonly mail: Mail;
  readonly webPush: WebPush;
  readonly chat: Chat;
  readonly sockets: Sockets;
  readonly secrets: SecretsSource;
  readonly origin: string;
};

const keys = {
  vapidPublicKey: 'public',
  vapidPrivateKey: 'private',
  tokenKey: 'a key for action tokens, long enough',
};

/** What a push is of, as the person's screen tells it apart: whose browser, which item, which round of it. */
const shownAs = ({ endpoint, payload }: PushMessage): string => {
  const { tag, round = 1 } = JSON.parse(payload) as { tag: string; round?: number };
  return `${endpoint} ${tag} ${round}`;
};
/** What a push service put off or refused reached nobody. */
const isTaken = ({ status }: PushResult): boolean =>
  typeof status === 'number' && status >= 200 && status < 300;

/** The ways to people: mail, push services and open consoles, which take what they get and may lose their answer. */
export function memoryChannels(clock: Clock): Channels {
  const outbox: Outbox = { mails: [], chats: [], pushes: [], frames: [] };
  const answers: Channels['answers'] = { push: () => ({ status: 201 }), socket: () => 'sent' };
  let told: (message: MailMessage, messageId: string) => void = () => undefined;
  return {
    outbox,
    answers,
    onMail: listener => {
      told = listener;
    },
    portsFor: (run, latency) => ({
      origin: 'https://care.example',
      secrets: { read: async () => keys },
      mail: {
        send: message =>
          run.call(
            'mail.send',
            latency,
            () => {
              outbox.mails.push({ at: clock.now(), message });
              const messageId = `mail-${outbox.mails.length}`;
              told(message, messageId);
              return { result: 'sent' as const, messageId };
            },
            { leaves: { key: `mail ${message.effectKey}` } },
          ),
      },
      webPush: {
        send: message =>
          run
            .call(
              'push.send',
              latency,
              () => {
                outbox.pushes.push({ at: clock.now(), message });
                return answers.push(message);
              },
              { leaves: { key: `push ${shownAs(message)}`, isTaken } },
            )
            .catch(error => {
              if (error instanceof ServiceError) return { status: 'timeout' as const };
              throw error;
            }),
      },
      chat: {
        send: message =>
          run
            .call(
              'chat.send',
              latency,
              () => {
                outbox.chats.push({ at: clock.now(), message });
                return { status: 200 };
              },
              { leaves: { key: `chat ${message.effectKey}` } },
            )
            .catch(error => {
              if (error instanceof ServiceError) return { status: 'timeout' as const };
              throw error;
            }),
      },
      sockets: {
        post: (connectionId, frame) =>
          run.call('socket.post', latency, () => {
            outbox.frames.push({ at: clock.now(), connectionId, frame });
            return answers.socket(connectionId);
          }),
      },
    }),
  };
}
