import type { EarlierCall } from '../../api/call-queries.ts';
import { useAgentNames } from '../../api/queries.ts';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { humanise, wordFor } from '../../messages/words.ts';
import { Chip, type Tone, When } from '../../parts/marks.tsx';
import css from './call.module.css';

type Props = {
  readonly earlier: readonly EarlierCall[];
  /** The topics in words, where they are at hand. */
  readonly topics?: readonly { readonly id: string; readonly text: string }[] | undefined;
};

/** Calls that are over, the newest first, with what was written down and how the customer found them. */
export function EarlierCalls({ earlier, topics }: Props) {
  const { call: m } = useMessages();
  return (
    <section className={css['card']} data-testid="earlier">
      <h2>{m.earlier}</h2>
      {earlier.length === 0 && <p className={css['soft']}>{m.noEarlier}</p>}
      <EarlierList earlier={earlier} topics={topics} />
    </section>
  );
}

export const EarlierList = ({ earlier, topics = [] }: Props) => (
  <ol>
    {earlier.map(call => (
      <EarlierLine key={call.id} call={call} topics={topics} />
    ))}
  </ol>
);

const tones: Readonly<Record<string, Tone>> = {
  reached: 'good',
  'never-reached': 'warn',
  'wrong-number': 'warn',
  declined: 'plain',
};

type LineProps = { readonly call: EarlierCall } & Required<Pick<Props, 'topics'>>;

function EarlierLine({ call, topics = [] }: LineProps) {
  const { call: m, calls } = useMessages();
  const agent = useAgentNames();
  const topicOf = (topic: string) => topics.find(({ id }) => id === topic)?.text ?? humanise(topic);
  return (
    <li className={css['earlier']} data-testid="earlier-call">
      <p className={css['chips']}>
        <Link to={{ room: 'call', callId: call.id }}>
          {call.kinds.map(kind => wordFor(calls.kinds, kind)).join(', ') || calls.kinds['follow-up']}
        </Link>
        <Chip tone={tones[call.ending] ?? 'plain'}>{wordFor(calls.endings, call.ending)}</Chip>
        <span className={css['small']}>
          <When at={call.endedAt} />
          {call.agentId && ` · ${agent(call.agentId)}`}
        </span>
      </p>
      {call.notes && <p className={css['text']}>{call.notes}</p>}
      {call.difficulties.length > 0 && (
        <p className={css['small']}>
          {call.difficulties
            .map(({ topic, text }) => (text ? `${topicOf(topic)}: ${text}` : topicOf(topic)))
            .join(' · ')}
        </p>
      )}
      {call.rating !== undefined && (
        <p data-testid="rating">
          <span aria-hidden="true" className={css['stars']}>
            {'★'.repeat(call.rating)}
            {'☆'.repeat(5 - call.rating)}
          </span>{' '}
          <span className={css['small']}>{m.rating(call.rating)}</span>
          {call.feedback && <span> {calls.about(call.feedback)}</span>}
        </p>
      )}
    </li>
  );
}
