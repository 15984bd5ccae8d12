import { randomId } from '../../app/random.ts';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Choice, Field, Tick } from '../../parts/field.tsx';
import type { WrongAt } from '../../parts/field-problem.ts';
import { Icon } from '../../parts/icons.tsx';
import { type DigestDraft, newDigest } from './preferences-draft.ts';
import css from './settings.module.css';

const MOST = 6;

type DigestsProps = {
  readonly digests: readonly DigestDraft[];
  readonly kinds: readonly string[];
  readonly onChange: (digests: readonly DigestDraft[]) => void;
  readonly wrongAt: WrongAt;
};

/** Several digests side by side, each with its channel, its times and its kinds. */
export function DigestLines({ digests, kinds, onChange, wrongAt }: DigestsProps) {
  const { told: m } = useMessages().settings;
  return (
    <>
      {digests.length === 0 && <p>{m.noDigests}</p>}
      {digests.map((digest, at) => (
        <DigestLine
          key={digest.id}
          n={at + 1}
          digest={digest}
          kinds={kinds}
          wrongAt={part => wrongAt(`digests.${at}.${part}`)}
          onChange={changed => onChange(digests.with(at, changed))}
          onRemove={() => onChange(digests.toSpliced(at, 1))}
        />
      ))}
      {digests.length < MOST && (
        <Button onPress={() => onChange([...digests, newDigest(`dig_${randomId()}`)])}>
          <Icon name="plus" size={16} /> {m.addDigest}
        </Button>
      )}
    </>
  );
}

type LineProps = {
  readonly n: number;
  readonly digest: DigestDraft;
  readonly kinds: readonly string[];
  readonly wrongAt: WrongAt;
  readonly onChange: (digest: DigestDraft) => void;
  readonly onRemove: () => void;
};

function DigestLine({ n, digest, kinds, wrongAt, onChange, onRemove }: LineProps) {
  const { told: m } = useMessages().settings;
  return (
    <fieldset className={css['digest']} data-testid="digest">
      <legend>{m.digestN(n)}</legend>
      <DigestFields digest={digest} onChange={onChange} wrongAt={wrongAt} />
      {digest.kinds && (
        <KindTicks
          kinds={kinds}
          chosen={digest.kinds}
          onChange={chosen => onChange({ ...digest, kinds: chosen })}
        />
      )}
      <Button look="quiet" onPress={onRemove}>
        <Icon name="close" size={16} /> {m.removeDigest(n)}
      </Button>
    </fieldset>
  );
}

const asOptions = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

function DigestFields({ digest, onChange, wrongAt }: Pick<LineProps, 'digest' | 'onChange' | 'wrongAt'>) {
  const { channels, settings } = useMessages();
  const { told: m } = settings;
  return (
    <div className={css['choices']}>
      <Choice
        label={m.channel}
        value={digest.channel}
        options={asOptions({ push: channels.push, mail: channels.mail })}
        onChange={channel => onChange({ ...digest, channel: channel === 'push' ? 'push' : 'mail' })}
        wrong={wrongAt('channel')}
      />
      <Choice
        label={m.every}
        value={digest.every}
        options={asOptions(m.everies)}
        onChange={every => onChange({ ...digest, every: every === 'hour' ? 'hour' : 'day' })}
        wrong={wrongAt('every')}
      />
      {digest.every === 'day' && (
        <Field
          label={m.at}
          type="time"
          value={digest.at}
          onChange={at => onChange({ ...digest, at })}
          wrong={wrongAt('at')}
        />
      )}
      <Choice
        label={m.kindsOf}
        value={digest.kinds ? 'some' : 'all'}
        options={asOptions({ all: m.allKinds, some: m.someKinds })}
        onChange={value => onChange({ ...digest, kinds: value === 'some' ? [] : undefined })}
        wrong={wrongAt('kinds')}
      />
    </div>
  );
}

type TicksProps = {
  readonly kinds: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

function KindTicks({ kinds, chosen, onChange }: TicksProps) {
  const m = useMessages();
  return (
    <div className={css['ticks']}>
      {kinds.map(kind => (
        <Tick
          key={kind}
          checked={chosen.includes(kind)}
          onChange={on => onChange(on ? [...chosen, kind] : chosen.filter(one => one !== kind))}
        >
          {wordFor(m.noticeKinds, kind)}
        </Tick>
      ))}
    </div>
  );
}
