import type { PreferencesView } from '../../../shared/contracts/notifications-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import type { PreferencesDraft } from './preferences-draft.ts';
import css from './settings.module.css';

type ChatProps = {
  readonly view: PreferencesView;
  readonly draft: PreferencesDraft;
  readonly onChange: (draft: PreferencesDraft) => void;
  readonly wrong: string | undefined;
};

/** The chat's webhook: written and never shown again, but for its host. */
export function ChatFields({ view, draft, onChange, wrong }: ChatProps) {
  const { told: m } = useMessages().settings;
  const { list } = useFormat();
  const { chatHost, chatHosts } = view;
  return (
    <section className={css['card']} data-testid="chat-card">
      <h2>{m.chatTitle}</h2>
      <p>{m.chatText}</p>
      <p>{chatHosts.length > 0 ? m.chatHosts(list(chatHosts)) : m.noChatHosts}</p>
      {chatHost && (
        <div className={css['state']}>
          <span>{draft.dropChat ? m.chatGoing : m.chatAt(chatHost)}</span>
          <Button onPress={() => onChange({ ...draft, dropChat: !draft.dropChat, chatUrl: '' })}>
            {draft.dropChat ? m.chatKeep : m.chatRemove}
          </Button>
        </div>
      )}
      {chatHosts.length > 0 && !draft.dropChat && (
        <div className={css['wide']}>
          <Field
            label={chatHost ? m.chatNew : m.chatUrl}
            optional
            type="url"
            autoComplete="off"
            spellCheck="false"
            hint="https://…"
            value={draft.chatUrl}
            onChange={chatUrl => onChange({ ...draft, chatUrl })}
            wrong={wrong}
          />
        </div>
      )}
    </section>
  );
}
