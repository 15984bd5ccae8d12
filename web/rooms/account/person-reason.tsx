import { isProblem } from '../../api/problem.ts';
import { useMessages } from '../../messages/messages.ts';
import { Field } from '../../parts/field.tsx';
import { type FormProblem, useFormProblem } from '../../parts/field-problem.ts';
import { Trouble } from '../../parts/states.tsx';
import css from './account.module.css';
import { REASON } from './person-data.ts';

type ReasonProps = {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What the server said of it. */
  readonly error: unknown;
};

const NOTHING: FormProblem['wrong'] = new Map();

/** Why something is done with a person; what is wrong with it stands beside it, what is wrong otherwise above it. */
export function PersonReason({ value, onChange, error }: ReasonProps) {
  const { persons: m } = useMessages();
  const { at, elsewhere } = useFormProblem({ wrong: NOTHING, error, fields: ['reason'] });
  return (
    <>
      {elsewhere && <Elsewhere error={elsewhere} />}
      <Field
        label={m.reason}
        hint={m.reasonHint}
        wrong={at('reason')}
        value={value}
        onChange={onChange}
        maxLength={REASON.most}
        isRequired
      />
    </>
  );
}

/** Nobody is known by this id any more: somebody else erased them. */
function Elsewhere({ error }: { readonly error: unknown }) {
  const { persons: m } = useMessages();
  if (!isProblem(error, 404)) return <Trouble error={error} />;
  return (
    <p className={css['missing']} role="alert">
      {m.meanwhile}
    </p>
  );
}
