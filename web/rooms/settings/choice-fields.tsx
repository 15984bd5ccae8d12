import { type Messages, useMessages } from '../../messages/messages.ts';
import { Choice } from '../../parts/field.tsx';
import type { WrongAt } from '../../parts/field-problem.ts';
import type { ChoiceDraft } from './preferences-draft.ts';

type Told = Messages['settings']['told'];

type FieldsProps = {
  readonly value: ChoiceDraft;
  readonly onChange: (value: ChoiceDraft) => void;
  /** What no choice of one's own is called. */
  readonly unsaid: string;
  readonly wrongAt?: WrongAt;
};

const parts = ['push', 'quiet', 'mail', 'chat'] as const;

function optionsOf(part: (typeof parts)[number], m: Told): readonly { value: string; label: string }[] {
  const words = part === 'mail' ? m.mails : part === 'quiet' ? m.quiets : ({ yes: m.on, no: m.off } as const);
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

/** By which channels, and when pushes may come. */
export function ChoiceFields({ value, onChange, unsaid, wrongAt }: FieldsProps) {
  const { told: m } = useMessages().settings;
  return parts.map(part => (
    <Choice
      key={part}
      label={m[part]}
      value={value[part]}
      onChange={chosen => onChange({ ...value, [part]: chosen } as ChoiceDraft)}
      options={[{ value: '', label: unsaid }, ...optionsOf(part, m)]}
      wrong={wrongAt?.(part)}
    />
  ));
}
