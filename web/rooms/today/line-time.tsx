import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { CallTime } from '../calls/call-time.tsx';
import { TimeLeft } from '../devices/time-left.tsx';
import { DueTime } from '../outreach/due-time.tsx';
import css from './today.module.css';
import type { TodayLine } from './today-sources.ts';

/** How much time is left, live, as the room says it that the line comes from; without a time, since when it waits. */
export function LineTime({ line }: { readonly line: TodayLine }) {
  const { subject, at, since } = line;
  if (subject.is === 'call') return <CallTime call={subject.call} />;
  if (subject.is === 'device-case') return <TimeLeft line={subject.line} />;
  if (at === undefined) return <Since at={new Date(since).toISOString()} />;
  return <DueTime view={{ dueAt: new Date(at).toISOString() }} />;
}

function Since({ at }: { readonly at: string }) {
  const { common } = useMessages();
  const format = useFormat();
  const now = useNow();
  return (
    <time className={css['since']} dateTime={at} title={format.full(at)}>
      {common.since(format.when(at, now))}
    </time>
  );
}
