import type { ReactNode } from 'react';
import { usePreferences } from '../../api/notification-queries.ts';
import { Link } from '../../app/router.tsx';
import { buttonClass } from '../../parts/button.tsx';
import { Copy } from '../../parts/copy.tsx';
import { type Example, exampleOf, linkKinds, pages } from './link-examples.ts';
import css from './links.module.css';
import { useSettingsWords } from './words/load-words.ts';

/** The pages that links open, which links there are and how long they work, how systems make them, and what calls out. */
export default function LinksView() {
  return (
    <div className={css['cards']}>
      <Addresses />
      <Kinds />
      <Make />
      <Elsewhere />
    </div>
  );
}

type CardProps = { readonly title: string; readonly text: string; readonly children: ReactNode };

const Card = ({ title, text, children }: CardProps) => (
  <section className={css['card']}>
    <h2>{title}</h2>
    <p>{text}</p>
    {children}
  </section>
);

function Addresses() {
  const { links: m } = useSettingsWords();
  return (
    <Card title={m.addresses} text={m.addressesText}>
      <dl className={css['addresses']}>
        {pages.map(page => (
          <div key={page} data-testid="address" data-page={page}>
            <dt>{m[page]}</dt>
            <dd>
              <code>{`${location.origin}/${page}/`}</code>
              <Copy look="plain" text={`${location.origin}/${page}/`} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Kinds() {
  const { links: m } = useSettingsWords();
  const { columns } = m;
  return (
    <Card title={m.kinds} text={m.kindsText}>
      <ul className={css['kinds']}>
        {linkKinds.map(kind => (
          <li key={kind} data-testid="link-kind">
            <h3>{m.names[kind]}</h3>
            <p>{m.goodFor[kind]}</p>
            <dl>
              <dt>{columns.from}</dt>
              <dd>{m.from[kind]}</dd>
              <dt>{columns.works}</dt>
              <dd>{m.works[kind]}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Make() {
  const { links: m } = useSettingsWords();
  return (
    <Card title={m.make} text={`${m.makeText} ${m.secret}`}>
      <MakeOne example="callback" />
      <MakeOne example="device-report" />
    </Card>
  );
}

function MakeOne({ example }: { readonly example: Example }) {
  const { links: m } = useSettingsWords();
  const text = exampleOf(example, location.origin);
  return (
    <div className={css['example']} data-testid="example" data-kind={example}>
      <h3>{m.exampleFor[example]}</h3>
      <pre>{text}</pre>
      <Copy look="plain" text={text} />
    </div>
  );
}

function Elsewhere() {
  const { links: m } = useSettingsWords();
  return (
    <>
      <Card title={m.feed} text={m.feedText}>
        <Link className={buttonClass('plain')} to={{ room: 'duty', shown: { weeks: 1 } }}>
          {m.toFeed}
        </Link>
      </Card>
      <Card title={m.webhook} text={m.webhookText}>
        <Webhook />
        <Link className={buttonClass('plain')} to={{ room: 'settings' }}>
          {m.toWebhook}
        </Link>
      </Card>
    </>
  );
}

/** Whether one's own chat is connected; the address itself is never shown. */
function Webhook() {
  const { links: m } = useSettingsWords();
  const { data } = usePreferences();
  if (!data) return <p>…</p>;
  const { chatHost, chatHosts, off } = data;
  const state = chatHost ? m.connected(chatHost) : chatHosts.length > 0 ? m.notConnected : m.noHosts;
  return (
    <p className={css['state']} data-testid="webhook">
      {state} {off.some(({ channel }) => channel === 'chat') && m.switchedOff}
    </p>
  );
}
