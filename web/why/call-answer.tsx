import { useCallDecisions } from '../api/call-queries.ts';
import { wordFor } from '../messages/words.ts';
import { Trouble } from '../parts/states.tsx';
import { Because, Recorded } from './because.tsx';
import { callBecause } from './call-because.ts';
import { useTongue } from './use-tongue.ts';
import css from './why-answers.module.css';

/** Why a call is as it is: what was decided about it, the newest first. */
export default function CallAnswer({ callId }: { readonly callId: string }) {
  const tongue = useTongue();
  const { m, w, agent } = tongue;
  const read = useCallDecisions(callId);
  const decisions = read.data?.decisions;
  if (read.isError && !decisions) return <Trouble error={read.error} onRetry={() => void read.refetch()} />;
  if (!decisions) return <p role="status">{m.common.loading}</p>;
  if (decisions.length === 0) return <p>{w.none}</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ol className={css['decisions']} aria-label={m.common.why} tabIndex={0}>
        {decisions.map(one => (
          <li key={`${one.at} ${one.name} ${one.decision}`} data-testid="decision">
            <Because
              what={wordFor(m.decisions, one.decision)}
              by={one.by === undefined ? w.byItself : agent(one.by)}
              at={one.at}
              lines={callBecause(one, tongue)}
            />
          </li>
        ))}
      </ol>
      <Recorded />
    </>
  );
}
