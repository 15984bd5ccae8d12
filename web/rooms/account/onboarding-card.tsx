import { useMutation } from '@tanstack/react-query';
import { lazy } from 'react';
import type { JourneyView } from '../../../shared/contracts/onboarding-contract.ts';
import { callKeys, useOnboarding } from '../../api/call-queries.ts';
import { isProblem } from '../../api/problem.ts';
import { useAgentNames } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { productName, wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Chip, When } from '../../parts/marks.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import { Why } from '../../parts/why.tsx';
import css from './account.module.css';

const StrategyAnswer = lazy(() => import('../../why/strategy-answer.tsx'));

/** The onboarding of each product: where it is, what comes next and by when, and what has been. */
export function OnboardingCard({ accountId }: { readonly accountId: string }) {
  const { onboarding: m } = useMessages();
  const read = useOnboarding(accountId);
  const view = read.data;
  if (isProblem(read.error, 404)) return null;
  const begun = view?.journeys.map(({ product }) => product) ?? [];
  const notBegun = Object.keys(view?.strategies ?? {}).filter(product => !begun.includes(product));
  if (view && begun.length === 0 && notBegun.length === 0) return null;
  return (
    <section className={css['card']} data-testid="onboarding">
      <div className={css['cardHead']}>
        <h2>{m.title}</h2>
      </div>
      {read.isPending && <Loading of="card" />}
      {read.isError && <Trouble error={read.error} onRetry={() => void read.refetch()} />}
      {view?.journeys.map(journey => (
        <Journey key={journey.product} journey={journey} />
      ))}
      {notBegun.map(product => (
        <NotBegun key={product} accountId={accountId} product={product} />
      ))}
    </section>
  );
}

function NotBegun({ accountId, product }: { readonly accountId: string; readonly product: string }) {
  const { onboarding: m } = useMessages();
  const { api, queries } = useServices();
  const start = useMutation({
    mutationFn: () => api(routes.startJourney, { params: { accountId, product }, body: {} }),
    onSuccess: () => showWord(m.started),
    onSettled: () => queries.invalidateQueries({ queryKey: callKeys.onboarding(accountId) }),
  });
  return (
    <div className={css['line']}>
      <span className={`${css['grow']} ${css['soft']}`}>{m.noJourney(productName(product))}</span>
      {start.error && <Trouble error={start.error} />}
      <Button onPress={() => start.mutate()} isDisabled={start.isPending}>
        {m.start}
        <span className="visually-hidden">: {productName(product)}</span>
      </Button>
    </div>
  );
}

type Props = { readonly journey: JourneyView };

function Journey({ journey }: Props) {
  const { onboarding: m } = useMessages();
  const { date } = useFormat();
  const { product, phase, support, trialEndsAt, stopped } = journey;
  return (
    <div className={css['journey']} data-testid="journey">
      <p className={css['chips']}>
        <strong>{productName(product)}</strong>
        <Chip tone={stopped ? 'bad' : phase === 'finished' ? 'good' : 'info'}>
          {wordFor(m.phases, phase)}
        </Chip>
        {support && <span className={css['small']}>{m.support[support]}</span>}
        {trialEndsAt && <span className={css['small']}>{m.trialEnds(date(trialEndsAt))}</span>}
      </p>
      <Next journey={journey} />
      <Strategy journey={journey} />
      <Steps journey={journey} />
    </div>
  );
}

function Next({ journey: { next, stopped } }: Props) {
  const { onboarding: m, reasons } = useMessages();
  const format = useFormat();
  const now = useNow();
  if (stopped)
    return <p>{m.stopped(format.when(stopped.at, now), wordFor({ ...m.whats, ...reasons }, stopped.why))}</p>;
  if (!next) return <p className={css['soft']}>{m.nothingNext}</p>;
  const what = wordFor({ ...m.phases, ...m.whats }, next.what);
  return (
    <p className={css['next']} data-testid="journey-next">
      {next.at ? m.nextBy(what, format.due(next.at, now)) : m.next(what)}{' '}
      {next.callId && <Link to={{ room: 'call', callId: next.callId }}>{m.toCall}</Link>}
    </p>
  );
}

function Strategy({ journey: { strategy } }: Props) {
  const { onboarding: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  const agent = useAgentNames();
  if (!strategy) return null;
  return (
    <div data-testid="journey-strategy">
      <p>
        <strong>{m.strategy(strategy.name)}</strong>{' '}
        <span className={css['small']}>
          {m.agreedBy(agent(strategy.by), format.when(strategy.agreedAt, now))}
          {strategy.note && ` · ${strategy.note}`}
        </span>
      </p>
      <Why of={strategy.name}>
        <StrategyAnswer strategy={strategy} />
      </Why>
    </div>
  );
}

function Steps({ journey: { steps } }: Props) {
  const { onboarding: m, call } = useMessages();
  if (steps.length === 0) return null;
  const words = { ...m.phases, ...m.whats };
  const details = { ...call.ending.values, ...m.support };
  return (
    <details>
      <summary>{m.steps}</summary>
      <ol>
        {steps.toReversed().map(({ what, at, detail }) => (
          <li key={`${at} ${what}`} className={css['journeyStep']}>
            <span className={css['small']}>
              <When at={at} />
            </span>
            <span>
              {wordFor(words, what)}
              {detail && ` · ${wordFor(details, detail)}`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
