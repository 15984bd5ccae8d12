import { useMessages } from '../messages/messages.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import { startTour, useTouring } from '../shell/shell.tsx';
import { rememberAnswer, useAnswered } from './answered.ts';
import css from './tour-offer.module.css';

/**
 * Offers the tour to whoever is new on this browser. It stands below what Today lists, so that nothing moves when it goes.
 */
export function TourOffer({ me }: { readonly me: string }) {
  const { tour: m } = useMessages();
  const answered = useAnswered(me);
  const touring = useTouring();
  if (answered || touring) return null;
  const begin = () => {
    rememberAnswer(me);
    startTour();
  };
  return (
    <section className={css['offer']} aria-label={m.title} data-testid="tour-offer">
      <Icon name="help-asked" size={16} />
      <p>{m.offer}</p>
      <Button onPress={begin}>{m.title}</Button>
      <Button look="quiet" compact aria-label={m.noThanks} onPress={() => rememberAnswer(me)}>
        <Icon name="close" size={16} />
      </Button>
    </section>
  );
}
