import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChainSettings } from '../../../shared/contracts/escalations-contract.ts';
import { type BodyOf, routes } from '../../api/routes.ts';
import type { DryRun } from '../../api/team-queries.ts';
import { now } from '../../app/clock.ts';
import { useFormat } from '../../app/locale.tsx';
import { useServices } from '../../app/services.ts';
import { instantOf, wallTime } from '../../app/zoned.ts';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { useFormProblem, type WrongAt } from '../../parts/field-problem.ts';
import { Chip } from '../../parts/marks.tsx';
import { Trouble } from '../../parts/states.tsx';
import { dryWords, stepOfLine } from './chain-words.ts';
import css from './chains.module.css';
import { useTelling } from './use-telling.ts';

type DryBody = BodyOf<typeof import('../../../shared/contracts/escalations-contract.ts').dryRunChain>;
/** A chain that is kept, or the steps themselves. */
export type Tried = { readonly chainId: string } | { readonly chain: ChainSettings };

const draftFields = ['at', 'language', 'accountId', 'fixBy'] as const;
type Draft = Readonly<Record<(typeof draftFields)[number], string>>;

const none = new Map();
const isWallTime = (text: string) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text);
const utc = (wall: string, zone: string) => new Date(instantOf(wall.slice(0, 16), zone)).toISOString();

const bodyOf = (tried: Tried, { at, language, accountId, fixBy }: Draft, zone: string): DryBody => ({
  ...tried,
  at: utc(at, zone),
  language: language.trim(),
  ...(accountId.trim() === '' ? {} : { accountId: accountId.trim() }),
  ...(isWallTime(fixBy) ? { fixBy: utc(fixBy, zone) } : {}),
});

/** Who would be told when, if nobody answered: from an instant on, with everything as it is known now. */
export function DryRunPanel({ chain }: { readonly chain: Tried | undefined }) {
  const { chains: m } = useMessages();
  const { zone } = useFormat();
  const { api } = useServices();
  const [draft, setDraft] = useState<Draft>(() => ({
    ...{ at: wallTime(now(), zone), language: 'de', accountId: '', fixBy: '' },
  }));
  const run = useMutation({ mutationFn: (body: DryBody) => api(routes.dryRunChain, { body }) });
  const problem = useFormProblem({ wrong: none, error: run.error, fields: draftFields });
  const ready = chain !== undefined && isWallTime(draft.at) && draft.language.trim() !== '';
  return (
    <div className={css['set']} data-testid="dry-run">
      <Fields draft={draft} set={part => setDraft({ ...draft, ...part })} at={problem.at} />
      <span>
        <Button
          look="primary"
          isDisabled={!ready || run.isPending}
          onPress={() => chain && run.mutate(bodyOf(chain, draft, zone))}
        >
          {m.dry.submit}
        </Button>
      </span>
      {Boolean(problem.elsewhere) && <Trouble error={problem.elsewhere} />}
      <div role="status">{run.data && <Answer run={run.data} />}</div>
    </div>
  );
}

type FieldsProps = {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
  readonly at: WrongAt;
};

function Fields({ draft, set, at }: FieldsProps) {
  const { dry } = useMessages().chains;
  const { zone } = useFormat();
  const field = (name: keyof Draft) => ({
    value: draft[name],
    onChange: (text: string) => set({ [name]: text }),
    wrong: at(name),
  });
  return (
    <div className={css['form']}>
      <Field label={dry.at} type="datetime-local" hint={dry.zone(zone)} {...field('at')} />
      <Field label={dry.language} {...field('language')} />
      <Field label={dry.account} hint={dry.accountHint} optional {...field('accountId')} />
      <Field label={dry.fixBy} type="datetime-local" optional {...field('fixBy')} />
    </div>
  );
}

function Answer({ run }: { readonly run: DryRun }) {
  const { dry } = useMessages().chains;
  const format = useFormat();
  if (run.lines.length === 0) return <p>{dry.none}</p>;
  return (
    <>
      <ol className={css['lines']} aria-label={dry.lines}>
        {run.lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same of one moment
          <Line key={at} line={line} before={run.lines[at - 1]} />
        ))}
      </ol>
      <p className={css['small']}>
        {run.endsAt === undefined ? dry.cut : dry.ends(format.dated(run.endsAt))}
      </p>
    </>
  );
}

type LineProps = { readonly line: DryRun['lines'][number]; readonly before: LineProps['line'] | undefined };

/** The day stands where it changes, so that what counts is the time. */
function Line({ line, before }: LineProps) {
  const { chains: m } = useMessages();
  const telling = useTelling();
  const { format } = telling;
  const sameDay = before !== undefined && format.dayOf(before.at) === format.dayOf(line.at);
  const reached = line.told.length > 0;
  return (
    <li className={css['line']} data-reached={reached} data-testid="dry-line">
      <time dateTime={line.at} title={format.full(line.at)}>
        {sameDay ? format.time(line.at) : format.dated(line.at)}
      </time>
      <span>
        {dryWords(line, telling).map(words => (
          <span key={words} className={css['part']}>
            {words}
          </span>
        ))}
        {line.alarms.map(alarm => (
          <Chip key={alarm} tone="bad">
            {wordFor(m.dry.alarms, alarm)}
          </Chip>
        ))}
        <span className={css['small']}> {stepOfLine(line, telling.m)}</span>
      </span>
    </li>
  );
}
