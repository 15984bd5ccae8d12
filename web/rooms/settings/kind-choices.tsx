import { useState } from 'react';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { KindMark } from '../../parts/marks.tsx';
import { ChoiceFields } from './choice-fields.tsx';
import { type Effective, effectiveWords } from './effective-words.ts';
import { type ChoiceDraft, noChoice } from './preferences-draft.ts';
import css from './settings.module.css';

type KindsProps = {
  readonly effective: readonly Effective[];
  readonly kinds: Readonly<Record<string, ChoiceDraft>>;
  readonly onChange: (kinds: Readonly<Record<string, ChoiceDraft>>) => void;
};

/** Each kind with what comes of company and person, and what is to be otherwise for it. */
export function KindChoices({ effective, kinds, onChange }: KindsProps) {
  const { told: m } = useMessages().settings;
  return (
    <ul className={css['kinds']} aria-label={m.kindsTable}>
      {effective.map(one => (
        <KindLine
          key={one.kind}
          of={one}
          choice={kinds[one.kind] ?? noChoice}
          onChange={choice => onChange({ ...kinds, [one.kind]: choice })}
        />
      ))}
    </ul>
  );
}

type LineProps = {
  readonly of: Effective;
  readonly choice: ChoiceDraft;
  readonly onChange: (choice: ChoiceDraft) => void;
};

function KindLine({ of, choice, onChange }: LineProps) {
  const m = useMessages();
  const { told } = m.settings;
  const format = useFormat();
  const [open, setOpen] = useState(Object.values(choice).some(Boolean));
  const name = wordFor(m.noticeKinds, of.kind);
  const locked = of.fixed || of.critical;
  return (
    <li className={css['kind']} data-testid="kind" data-kind={of.kind}>
      <KindMark kind={of.kind} />
      <div>
        <strong>{name}</strong>
        <p>{format.list(effectiveWords(of, told))}</p>
        {locked && (
          <p className={css['locked']}>
            <Icon name="lock" size={14} /> {of.critical ? told.critical : told.locked}
          </p>
        )}
      </div>
      {!locked && (
        <Button look="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
          {told.change}
          <span className="visually-hidden"> {name}</span>
        </Button>
      )}
      {!locked && open && (
        <fieldset className={css['choices']}>
          <legend className="visually-hidden">{name}</legend>
          <ChoiceFields value={choice} onChange={onChange} unsaid={told.asAbove} />
        </fieldset>
      )}
    </li>
  );
}
