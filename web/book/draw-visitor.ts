import type { Child } from '../customer/element.ts';
import { whenText } from '../customer/when-text.ts';
import { languages } from '../messages/languages.ts';
import type { Deeds } from './deeds.ts';
import { phoneField } from './draw-details.ts';
import { button, form, lead, submit, written } from './fields.ts';
import { languageList } from './language-list.ts';
import type { ScreenOf } from './screen.ts';

/** Without a link: where to send one. The answer is the same whoever asks. */
export function drawVisitor({ wrong }: ScreenOf<'visitor'>, deeds: Deeds): Child[] {
  const { words: m, draft, keep, visit } = deeds;
  const email = written({
    ...{ key: 'email', label: m.visitor.email, value: draft.email, keep: email => keep({ email }) },
    wrong: wrong?.field === 'email' ? m.visitor.wrong : undefined,
    input: { type: 'email', autocomplete: 'email', required: true },
  });
  const spoken = draft.language ?? m.locale.slice(0, 2);
  return [
    lead(m.visitor.text),
    form(
      visit,
      email,
      phoneField({ wrong, label: m.visitor.phone, required: false }, deeds),
      languageList({ languages, language: spoken }, deeds),
      submit(m.visitor.send),
    ),
  ];
}

export function drawRequested({ until }: ScreenOf<'requested'>, deeds: Deeds): Child[] {
  const { requested: m } = deeds.words;
  return [
    lead(m.text(whenText(Date.parse(until), deeds))),
    lead(m.hint),
    button({ key: 'another', text: m.another, click: deeds.restart }),
  ];
}
