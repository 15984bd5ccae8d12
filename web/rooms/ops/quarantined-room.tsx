import type { QuarantineItem, QuarantinePage } from '../../../shared/contracts/operations-contract.ts';
import { useQuarantined } from '../../api/operations-queries.ts';
import { isProblem } from '../../api/problem.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { buttonClass } from '../../parts/button.tsx';
import { Copy } from '../../parts/copy.tsx';
import { Icon } from '../../parts/icons.tsx';
import { When } from '../../parts/marks.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { DecideCard } from './decide-card.tsx';
import { ForOps } from './for-ops.tsx';
import css from './ops.module.css';
import { Standing } from './quarantine-row.tsx';
import { useOpsWords } from './use-ops-words.ts';
import { Fact } from './watch-view.tsx';

type Props = { readonly id: string };

/** One thing that could not be taken in: why, what to do, what came, and what is decided about it. */
export default function QuarantinedRoom({ id }: Props) {
  return (
    <ForOps>
      <One id={id} />
    </ForOps>
  );
}

function One({ id }: Props) {
  const m = useOpsWords();
  const { nav } = useMessages();
  const read = useQuarantined(id);
  const back = (
    <Link className={buttonClass('quiet')} to={{ room: 'ops', shown: { tab: 'open' } }}>
      <Icon name="back" size={16} /> {nav.ops}
    </Link>
  );
  const title = read.data ? wordFor(m.reasons, read.data.item.reason) : nav.ops;
  return (
    <Room title={title} actions={back} scrolls>
      {read.isPending && <Loading />}
      {read.isError && <Missing error={read.error} onRetry={() => void read.refetch()} />}
      {read.data && !isGone(read.error) && <Page page={read.data} />}
    </Room>
  );
}

const isGone = (error: unknown): boolean => isProblem(error, 404) || isProblem(error, 400);

function Missing({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const m = useOpsWords();
  const { nav } = useMessages();
  if (!isGone(error))
    return (
      <Notice>
        <Trouble error={error} onRetry={onRetry} />
      </Notice>
    );
  return (
    <Empty icon="ops" title={m.missing} text={m.missingText}>
      <Link className={buttonClass('primary')} to={{ room: 'ops', shown: { tab: 'open' } }}>
        {nav.ops}
      </Link>
    </Empty>
  );
}

function Page({ page }: { readonly page: QuarantinePage }) {
  const m = useOpsWords();
  const { item } = page;
  return (
    <div className={css['page']} data-testid="quarantined" data-state={item.state}>
      <div className={css['column']}>
        <section className={css['card']}>
          <h2>{m.what}</h2>
          <p data-testid="todo">{todoOf(item, m)}</p>
          <Wrong item={item} />
        </section>
        <Came page={page} />
      </div>
      <div className={css['column']}>
        <DecideCard item={item} />
        <About item={item} />
      </div>
    </div>
  );
}

const todoOf = ({ reason }: QuarantineItem, m: ReturnType<typeof useOpsWords>): string =>
  Object.hasOwn(m.todo, reason) ? wordFor(m.todo, reason) : m.todoOther;

/** Which part is wrong and how, as the check said it, to be passed on to the producer. */
function Wrong({ item }: { readonly item: QuarantineItem }) {
  const m = useOpsWords();
  const { field, problem } = item;
  if (field === undefined && problem === undefined) return null;
  return (
    <dl className={css['facts']}>
      {field !== undefined && (
        <Fact name={m.facts.field}>
          <code>{field}</code>
        </Fact>
      )}
      {problem !== undefined && (
        <Fact name={m.facts.problem}>
          <span lang="en">{problem}</span>
        </Fact>
      )}
    </dl>
  );
}

/** What was kept, as text; a long one scrolls by itself and can be reached by keyboard. */
function Came({ page: { item, text } }: { readonly page: QuarantinePage }) {
  const m = useOpsWords();
  const kept = item.whole ? m.kept.whole : text === '' ? m.kept.nothing : m.kept.outline;
  return (
    <section className={css['card']}>
      <h2 id="what-came">{m.text}</h2>
      <p className={css['soft']}>{kept}</p>
      {text !== '' && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
          <section aria-labelledby="what-came" className={css['text']} tabIndex={0}>
            <pre data-testid="text">{laidOut(text)}</pre>
          </section>
          <Copy text={text} look="plain" />
        </>
      )}
    </section>
  );
}

/** JSON line by line; any other text as it is. */
function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

function About({ item }: { readonly item: QuarantineItem }) {
  const m = useOpsWords();
  const { number, due } = useFormat();
  const now = useNow();
  return (
    <section className={css['card']}>
      <h2>{m.about}</h2>
      <dl className={css['facts']}>
        <Fact name={m.facts.state}>
          <Standing item={item} />
        </Fact>
        <Fact name={m.facts.at}>
          <When at={item.at} />
        </Fact>
        <Fact name={m.facts.origin}>{item.origin}</Fact>
        {item.source !== undefined && <Fact name={m.facts.source}>{item.source}</Fact>}
        {item.name !== undefined && <Fact name={m.facts.name}>{item.name}</Fact>}
        <Fact name={m.facts.size}>{m.bytes(number(item.bytes))}</Fact>
        <Fact name={m.facts.until}>{due(item.until, now)}</Fact>
      </dl>
    </section>
  );
}
