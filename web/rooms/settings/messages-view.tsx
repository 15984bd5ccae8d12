import { useQuery } from '@tanstack/react-query';
import type { MessagePreview } from '../../../shared/contracts/previews-contract.ts';
import { routes } from '../../api/routes.ts';
import { useFormat } from '../../app/locale.tsx';
import { Link, visit } from '../../app/router.tsx';
import { useServices } from '../../app/services.ts';
import { bestLanguage, languages } from '../../messages/languages.ts';
import { type Messages, useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Choice } from '../../parts/field.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import { MailDrawing } from './mail-drawing.tsx';
import css from './messages.module.css';
import { useSettingsWords } from './words/load-words.ts';
import type { SettingsWords } from './words/settings-words.ts';

type ViewProps = { readonly message: string | undefined; readonly language: string | undefined };

/** Every mail that customers and agents get, in each language, as it looks and as text. */
export default function MessagesView({ message, language: asked }: ViewProps) {
  const { locale } = useMessages();
  const language = bestLanguage(asked === undefined ? [locale] : [asked]);
  const { api } = useServices();
  const { data, error, isError, refetch } = useQuery({
    queryKey: ['message-previews', language],
    queryFn: ({ signal }) => api(routes.listMessagePreviews, { query: { language }, signal }),
    placeholderData: held => held,
    staleTime: 5 * 60_000,
  });
  if (isError && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const shown = data.previews.find(({ id }) => id === message) ?? data.previews[0];
  if (!shown) return <Loading />;
  return (
    <div className={css['room']}>
      <Head previews={data.previews} shown={shown} language={language} />
      <List previews={data.previews} shown={shown} language={asked} />
      <Mail preview={shown} language={data.language} inUse={data.inUse.includes(data.language)} />
    </div>
  );
}

type HeadProps = {
  readonly previews: readonly MessagePreview[];
  readonly shown: MessagePreview;
  readonly language: string;
};

function Head({ previews, shown, language }: HeadProps) {
  const { messages: m } = useSettingsWords();
  const said = useSaid();
  const format = useFormat();
  const go = (next: { message?: string; language?: string }) =>
    visit({ room: 'settings', of: 'messages', message: shown.id, language, ...next }, { replace: true });
  const named = previews.map(one => ({
    value: one.id,
    label: `${m.groups[one.group]} · ${said(one).name}`,
  }));
  return (
    <div className={css['intro']}>
      <p>{m.intro}</p>
      <div className={css['which']}>
        <Choice label={m.message} value={shown.id} onChange={message => go({ message })} options={named} />
      </div>
      <div className={css['language']}>
        <Choice
          label={m.language}
          value={language}
          onChange={chosen => go({ language: chosen })}
          options={languages.map(one => ({ value: one, label: format.language(one) }))}
        />
      </div>
    </div>
  );
}

type ListProps = Omit<HeadProps, 'language'> & { readonly language: string | undefined };

function List({ previews, shown, language }: ListProps) {
  const { messages: m } = useSettingsWords();
  const said = useSaid();
  const groups = [...Map.groupBy(previews, ({ group }) => group)];
  return (
    <nav className={css['list']} aria-label={m.list}>
      {groups.map(([group, mails]) => (
        <section key={group}>
          <h2>{m.groups[group]}</h2>
          <ul>
            {mails.map(one => (
              <li key={one.id}>
                <Link
                  to={{ room: 'settings', of: 'messages', message: one.id, language }}
                  aria-current={one.id === shown.id}
                >
                  {said(one).name}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

type MailProps = {
  readonly preview: MessagePreview;
  readonly language: string;
  readonly inUse: boolean;
};

function Mail({ preview, language, inUse }: MailProps) {
  const { messages: m } = useSettingsWords();
  const said = useSaid();
  const { name, when } = said(preview);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls by itself must be reachable by keyboard
    <section className={css['mail']} aria-label={name} tabIndex={0}>
      <article className={css['sheet']} data-testid="mail" data-id={preview.id} data-language={language}>
        <h2>{name}</h2>
        {!inUse && <p role="note">{m.notInUse}</p>}
        <dl className={css['facts']}>
          <dt>{m.when}</dt>
          <dd>{when}</dd>
          <dt>{m.subject}</dt>
          <dd className={css['subject']} lang={language} data-testid="subject">
            {preview.subject}
          </dd>
        </dl>
        <div className={css['both']}>
          <section aria-label={m.shown}>
            <h3>{m.shown}</h3>
            <MailDrawing html={preview.html} language={language} />
          </section>
          <section aria-label={m.plain}>
            <h3>{m.plain}</h3>
            <pre className={css['text']} lang={language} data-testid="mail-text">
              {preview.text}
            </pre>
          </section>
        </div>
      </article>
    </section>
  );
}

/** What a mail is called, and when it is sent, in the console's language. */
function useSaid(): (of: MessagePreview) => { readonly name: string; readonly when: string } {
  const words = useSettingsWords();
  const m = useMessages();
  return preview => saidOf(preview, words, m);
}

type Said = { readonly name: string; readonly when: string };

function saidOf({ group, kind }: MessagePreview, { messages: m }: SettingsWords, all: Messages): Said {
  if (group === 'offers') return m.offer;
  if (group === 'notifications') return { name: wordFor(all.noticeKinds, kind), when: m.notification };
  const known: Readonly<Record<string, Said>> = m[group];
  return known[kind] ?? { name: kind, when: '' };
}
