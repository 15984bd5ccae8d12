import { useMemo } from 'react';
import { type MailPart, mailParts } from './mail-parts.ts';
import css from './messages.module.css';

/**
 * A mail as it looks, drawn from its HTML part by part: the page's policy allows neither frames nor inline styles, and
 * a mail is never taken for a page of ours. Styles are set on the elements, which the policy allows.
 */
export function MailDrawing({ html, language }: { readonly html: string; readonly language: string }) {
  const parts = useMemo(() => mailParts(html), [html]);
  return (
    <div className={css['paper']} lang={language} data-testid="mail-drawing">
      {drawn(parts)}
    </div>
  );
}

/** Parts of a mail have no identity but their place, and never change it. */
const drawn = (parts: readonly MailPart[]) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: a mail's parts are drawn once, in their order
  parts.map((part, at) => (typeof part === 'string' ? part : <Part key={at} part={part} />));

function Part({ part }: { readonly part: Exclude<MailPart, string> }) {
  const { tag, style, children } = part;
  const wear = (element: HTMLElement | null) => {
    for (const [property, value] of style) element?.style.setProperty(property, value);
  };
  if (tag === 'br') return <br />;
  const Shown = tag === 'ul' || tag === 'li' ? tag : tag === 'a' ? 'span' : 'div';
  return (
    <Shown ref={wear} className={css[tag]}>
      {drawn(children)}
    </Shown>
  );
}
