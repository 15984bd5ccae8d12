import type { ReactNode } from 'react';
import { useMe } from '../api/queries.ts';
import { useServices } from '../app/services.ts';
import { BrandSign } from '../brand/brand-sign.tsx';
import { useMessages } from '../messages/messages.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import css from './clerk-shell.module.css';
import { signOut } from './sign-out.ts';

/** The frame for a client's clerk: the counter and the way out, and none of the rooms of the staff. */
export function ClerkShell({ children }: { readonly children: ReactNode }) {
  const m = useMessages();
  const services = useServices();
  const me = useMe().data;
  return (
    <div className={css['shell']}>
      <div className={css['top']}>
        <BrandSign height={24} />
        <span className={css['who']} data-testid="me">
          {me?.agent.name ?? '…'}
        </span>
        <Button look="quiet" compact aria-label={m.session.signOut} onPress={() => void signOut(services)}>
          <Icon name="out" />
        </Button>
      </div>
      <main id="content" className={css['content']}>
        {children}
      </main>
    </div>
  );
}
