import type { AnswerOf } from '../../api/routes.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import css from './counter.module.css';
import { useFocusedHeading } from './focused-heading.ts';

export type Swapped = AnswerOf<typeof import('../../../shared/contracts/depots-contract.ts').swapDevice> & {
  /** The old device still has to come back. */
  readonly owed: boolean;
};

/** The third step: what to hand out, and whether the promise was kept. */
export function SwappedStep({ swapped, onNext }: { readonly swapped: Swapped; readonly onNext: () => void }) {
  const { counter: m } = useMessages();
  const heading = useFocusedHeading();
  const { kept, handedOut, model, owed } = swapped;
  const tone = kept === undefined ? '' : kept ? css['good'] : css['bad'];
  return (
    <div className={css['step']}>
      <section className={`${css['result']} ${tone}`} data-testid="swapped" data-kept={String(kept)}>
        <h2 ref={heading} tabIndex={-1}>
          {m.handOut}
        </h2>
        <p className={css['outgoing']}>{handedOut}</p>
        <p>{m.model(model)}</p>
        <p className={css['verdict']}>{kept === undefined ? m.nothingPromised : kept ? m.kept : m.broken}</p>
        <Instants swapped={swapped} />
        {owed && <p>{m.owed}</p>}
      </section>
      <div className={css['big']}>
        <Button look="primary" onPress={onNext}>
          {m.next}
        </Button>
      </div>
    </div>
  );
}

function Instants({ swapped: { dueAt, at } }: { readonly swapped: Swapped }) {
  const { counter: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  const handed = format.due(at, now);
  return (
    <p className={css['soft']}>{dueAt ? m.keptText(format.due(dueAt, now), handed) : m.handedAt(handed)}</p>
  );
}
