import { HOUR } from '../../../shared/kernel/instant.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Chip } from '../../parts/marks.tsx';

/** How long until a promise ends, or since when it is broken. */
export function DueMark({ at }: { readonly at: string }) {
  const m = useMessages();
  const format = useFormat();
  const now = useNow();
  const left = Date.parse(at) - now;
  const words = left > 0 ? m.inbox.dueIn(format.span(left)) : m.inbox.overdueBy(format.span(left));
  return (
    <Chip tone={left <= 0 ? 'bad' : left < HOUR ? 'warn' : 'plain'}>
      <time dateTime={at} title={format.full(at)}>
        {words}
      </time>
    </Chip>
  );
}
