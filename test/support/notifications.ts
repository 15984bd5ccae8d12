import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { answerFact } from '../../functions/notifications/answer-fact.ts';
import type { PushPorts, TickPorts } from '../../functions/notifications/ports.ts';
import type { ChatMessage, ChatResult } from '../../shared/adapters/chat.ts';
import type { MailMessage, MailResult } from '../../shared/adapters/mail.ts';
import type { Secrets } from '../../shared/adapters/secrets.ts';
import type { PushMessage, PushResult } from '../../shared/adapters/web-push.ts';
import { settingsSchema } from '../../shared/contracts/settings.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import { notificationQueued, notificationWanted } from '../../shared/events/team-events.ts';
import type { Tick, TimerKind } from '../../shared/events/timers.ts';
import { eventIdOf } from '../../shared/kernel/id.ts';
import { followsOf, type TimerRow } from '../../shared/store/journal.ts';
import { accountKey, agentKey, notificationPk, settingsKey, timerKey } from '../../shared/store/keys.ts';
import type { Key, Row } from '../../shared/store/table.ts';
import { memoryTable } from '../../tools/memory/memory-table.ts';

export const START = Date.parse('2026-11-23T09:00:00Z');
export const ACCOUNT_NAME = 'Möbelhaus Zwölfkötter';

const { agents, ...settings } = settingsSchema.parse(
  parse(readFileSync('settings/example.yaml', 'utf8'), { merge: true }),
);

export const secrets: Secrets = {
  vapidPublicKey: 'public',
  vapidPrivateKey: 'private',
  tokenKey: 'k'.repeat(40),
};

/** The notifications' room with everything around it in memory: what is sent is kept, what is answered is scripted. */
export function room() {
  let now = START;
  let nextId = 0;
  const clock = { now: () => now };
  const ids = { random: (prefix: string) => `${prefix}_${++nextId}` };
  const table = memoryTable({ clock });
  const ports = { table, clock, ids };
  const mails: MailMessage[] = [];
  const pushes: PushMessage[] = [];
  const chats: ChatMessage[] = [];
  const script = {
    mail: (): MailResult => ({ result: 'sent', messageId: `m${mails.length}` }),
    push: (_: PushMessage): PushResult => ({ status: 201 }),
    chat: (_: ChatMessage): ChatResult => ({ status: 200 }),
  };
  const outside = {
    mail: {
      send: async (message: MailMessage) => {
        mails.push(message);
        return script.mail();
      },
    },
    webPush: {
      send: async (message: PushMessage) => {
        pushes.push(message);
        return script.push(message);
      },
    },
    chat: {
      send: async (message: ChatMessage) => {
        chats.push(message);
        return script.chat(message);
      },
    },
    secrets: { read: async () => secrets },
    origin: 'https://care.example',
  };
  const put = (...rows: readonly Row[]) =>
    table.commit({ commitId: ids.random('cmt'), writes: rows.map(row => ({ do: 'put', row }) as const) });
  const setAgent = (id: string, change: Record<string, unknown> = {}) =>
    put({ ...agentKey(id), type: 'agent', id, absences: {}, ...agents[id], version: 1, ...change });
  const seed = async () => {
    await put(
      { ...settingsKey, type: 'settings', settings, version: 1 },
      { ...accountKey('acme'), type: 'account', id: 'acme', name: ACCOUNT_NAME, version: 1 },
    );
    for (const id of Object.keys(agents)) await setAgent(id);
  };
  const timer = (notificationId: string, kind: TimerKind, name?: string) =>
    table.peek(timerKey(notificationPk(notificationId), kind, name)) as TimerRow | undefined;
  return {
    ports: { ...ports, ...outside } satisfies TickPorts & PushPorts,
    table,
    mails,
    pushes,
    chats,
    script,
    answersPush: (answer: PushResult) => {
      script.push = () => answer;
    },
    /** `undefined` breaks the line: nobody knows whether the mail went out. */
    answersMail: (answer: MailResult | undefined) => {
      script.mail = () => {
        if (!answer) throw new Error('socket hang up');
        return answer;
      };
    },
    seed,
    put,
    setAgent,
    peek: (key: Key) => table.peek(key),
    rowsOf: (type: string) => [...table.rows()].filter(row => row['type'] === type),
    moveTo: (instant: number) => {
      now = instant;
    },
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    timer,
    tickOf: (notificationId: string, kind: TimerKind, name?: string): Tick => {
      const row = timer(notificationId, kind, name);
      if (!row) throw new Error(`no timer ${kind}`);
      const { pk, sk, epoch, dueAt } = row;
      return { pk, sk, kind, epoch, dueAt };
    },
    /** Facts that journal rows emit, by name. */
    emitted: (name: string): Fact[] =>
      [...table.rows()].flatMap(row => followsOf(row)).filter(fact => fact.name === name),
    queuedFact: (notificationId: string): Fact => {
      const follow = notificationQueued.of({ notificationId, recipientId: 'anna', notificationVersion: 1 });
      return factOf(follow, { id: `queued-${notificationId}` });
    },
    /** Queues one notification and answers its row. */
    queue: async (data: Partial<Parameters<typeof notificationWanted.of>[0]> = {}, id = 'w1') => {
      const fact = wanted(data, { id });
      await answerFact(ports, fact);
      const row = [...table.rows()].find(
        one => one['type'] === 'notification' && one['correlation'] === fact.correlation,
      );
      if (!row) throw new Error('nothing was queued');
      return { id: String(row['id']), fact };
    },
  };
}
export type Room = ReturnType<typeof room>;

export function factOf(follow: Follow, about: { id?: string; origin?: 'live' | 'backfill' } = {}): Fact {
  const id = eventIdOf('test', 'room', about.id ?? 'f1');
  return {
    ...follow,
    id,
    occurredAt: START - 1_000,
    recordedAt: START,
    accountId: 'acme' as Fact['accountId'],
    correlation: id,
    depth: 2,
    producer: 'test',
    origin: about.origin ?? 'live',
  };
}

export const wanted = (
  data: Partial<Parameters<typeof notificationWanted.of>[0]> = {},
  about: { id?: string; origin?: 'live' | 'backfill' } = {},
): Fact =>
  factOf(
    notificationWanted.of({
      recipientId: 'anna',
      kind: 'signed-up',
      product: 'repricer',
      language: 'de',
      reason: 'owner-on-duty',
      ownerId: 'anna',
      taskId: 'tsk_1',
      ...data,
    }),
    about,
  );
