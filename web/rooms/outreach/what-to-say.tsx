import type { OutreachPage } from '../../../shared/contracts/outreach-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Copy } from '../../parts/copy.tsx';
import css from './evidence.module.css';

type Props = { readonly page: OutreachPage };

/** What may be said, in the customer's language. */
export function WhatToSay({ page }: Props) {
  const { outreach: m } = useMessages();
  const { language } = useFormat();
  if (page.says === '') return null;
  return (
    <section className={css['card']} data-testid="says">
      <h2>{m.says(language(page.outreach.language))}</h2>
      <blockquote className={css['says']} lang={page.outreach.language}>
        {page.says}
      </blockquote>
      <Copy text={page.says} look="plain" />
    </section>
  );
}

/** What to do in the call, in order. */
export function Playbook({ page }: Props) {
  const { outreach: m } = useMessages();
  if (page.steps.length === 0) return null;
  return (
    <section className={css['card']} data-testid="steps">
      <h2>{m.steps}</h2>
      <ol className={css['steps']}>
        {page.steps.map(step => (
          <li key={step.id}>{step.text}</li>
        ))}
      </ol>
    </section>
  );
}
