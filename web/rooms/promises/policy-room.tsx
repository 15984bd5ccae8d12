import { useEffect, useState } from 'react';
import type { PolicyView } from '../../../shared/contracts/promises-contract.ts';
import { useAccountNames } from '../../api/account-names.ts';
import { useCalendars, usePolicies } from '../../api/promise-queries.ts';
import { useMe } from '../../api/queries.ts';
import { now } from '../../app/clock.ts';
import { createFormat } from '../../app/format.ts';
import { useFormat } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { type Language, languages } from '../../messages/languages.ts';
import { loadMessages, type Messages, useMessages } from '../../messages/messages.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Choice } from '../../parts/field.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import css from './policy-document.module.css';
import { PolicyDocument } from './policy-document.tsx';

/** One policy as a document that a customer can agree to, in the customer's language, ready to be printed. */
export default function PolicyRoom({ policyId }: { readonly policyId: string }) {
  const { promises: m, nav } = useMessages();
  const policies = usePolicies();
  const policy = policies.data?.policies.find(one => one.id === policyId);
  return (
    <Room
      title={policy?.name ?? policyId}
      actions={policy && <Button onPress={() => print()}>{m.doc.print}</Button>}
      scrolls
    >
      {policies.isPending && <Loading />}
      {policies.isError && (
        <Notice>
          <Trouble error={policies.error} onRetry={() => void policies.refetch()} />
        </Notice>
      )}
      {policies.isSuccess && !policy && (
        <Empty icon="promises" title={m.missing} text={m.missingHint}>
          <Link className={buttonClass('primary')} to={{ room: 'promises', of: 'policies' }}>
            {nav.promises}
          </Link>
        </Empty>
      )}
      {policy && <Document policy={policy} />}
    </Room>
  );
}

/** The words of a language that need not be the reader's; the reader's until they are loaded. */
function useWordsOf(language: Language): Messages {
  const own = useMessages();
  const [loaded, setLoaded] = useState(own);
  useEffect(() => {
    let current = true;
    void loadMessages(language)
      .then(messages => current && setLoaded(messages))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [language]);
  return loaded;
}

function Document({ policy }: { readonly policy: PolicyView }) {
  const { promises: m, locale } = useMessages();
  const { language: languageName, zone } = useFormat();
  const calendars = useCalendars();
  const company = useMe().data?.company ?? '';
  const [language, setLanguage] = useState(locale as Language);
  const words = useWordsOf(language);
  const account = useAccountNames(policy.match.accounts ?? []);
  if (calendars.isPending) return <Loading />;
  if (calendars.isError)
    return (
      <Notice>
        <Trouble error={calendars.error} onRetry={() => void calendars.refetch()} />
      </Notice>
    );
  const telling = {
    m: words,
    format: createFormat(words.locale, zone),
    calendars: calendars.data.calendars,
    account,
  };
  return (
    <div className={css['desk']}>
      <div className={css['tools']}>
        <Choice
          label={m.doc.language}
          value={language}
          onChange={chosen => setLanguage(chosen as Language)}
          options={languages.map(tag => ({ value: tag, label: languageName(tag) }))}
        />
      </div>
      <PolicyDocument policy={policy} company={company} telling={telling} today={now()} />
    </div>
  );
}
