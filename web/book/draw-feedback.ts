import type { Child } from '../customer/element.ts';
import { whenText } from '../customer/when-text.ts';
import type { Deeds } from './deeds.ts';
import { form, lead, longText, radios, submit } from './fields.ts';
import type { ScreenOf } from './screen.ts';

const MOST_TEXT = 2_000;
const ratings = [5, 4, 3, 2, 1] as const;

/** How the call was, in words first: nobody has to count stars. */
export function drawFeedback({ calledAt, wrong }: ScreenOf<'feedback'>, deeds: Deeds): Child[] {
  const { words, draft, keep, give } = deeds;
  const { feedback: m } = words;
  return [
    lead(m.when(whenText(Date.parse(calledAt), deeds))),
    form(
      give,
      radios({
        ...{ name: 'rating', legend: m.rating, chosen: String(draft.rating) },
        options: ratings.map(rating => ({ value: String(rating), label: m.ratings[rating] })),
        choose: rating => keep({ rating: Number(rating) }),
        wrong: wrong && m.wrong,
      }),
      longText({
        ...{ key: 'text', label: m.text, value: draft.text, most: MOST_TEXT },
        keep: text => keep({ text }),
      }),
      submit(m.send),
    ),
  ];
}
