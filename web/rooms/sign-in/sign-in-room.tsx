import { type FormEvent, type ReactNode, useState } from 'react';
import type { Challenge, SignInBody } from '../../api/session.ts';
import { useServices } from '../../app/services.ts';
import { useTitle } from '../../app/title.ts';
import { brand } from '../../brand/brand.ts';
import { BrandSign } from '../../brand/brand-sign.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import css from './sign-in.module.css';
import { type Step, signInProblem } from './sign-in-problem.ts';

/** The page around everything before somebody is signed in. */
export function Front({ children }: { readonly children: ReactNode }) {
  const m = useMessages();
  return (
    <main className={css['page']}>
      <div className={css['card']}>
        <div className={css['brand']}>
          <BrandSign height={32} />
        </div>
        <p className={css['intro']}>{m.signIn.intro}</p>
        <div className={css['panel']}>{children}</div>
      </div>
    </main>
  );
}

/** Signing in: address and password, then whatever else the user pool asks for. */
export function SignInRoom({ why }: { readonly why: 'nobody' | 'ended' | 'signed-out' }) {
  const m = useMessages();
  useTitle(m.signIn.title);
  const [email, setEmail] = useState('');
  const [challenge, setChallenge] = useState<Challenge>();
  const step: Step = !challenge
    ? 'password'
    : challenge.challenge === 'new-password'
      ? 'new-password'
      : 'code';
  const { send, busy, wrong, forget } = useSignIn(step, setChallenge);
  const restart = () => {
    forget();
    setChallenge(undefined);
  };
  return (
    <Front>
      {!challenge && <Reason why={why} />}
      {wrong && (
        <p className={css['wrong']} role="alert">
          {wrong}
        </p>
      )}
      {step === 'password' && <PasswordForm email={email} setEmail={setEmail} send={send} busy={busy} />}
      {challenge && step === 'code' && (
        <CodeForm email={email} challenge={challenge} send={send} busy={busy} />
      )}
      {challenge && step === 'new-password' && (
        <NewPasswordForm email={email} challenge={challenge} send={send} busy={busy} />
      )}
      {challenge && (
        <Button look="quiet" onPress={restart}>
          {m.signIn.again}
        </Button>
      )}
    </Front>
  );
}

function useSignIn(step: Step, onChallenge: (challenge: Challenge | undefined) => void) {
  const { session } = useServices();
  const m = useMessages();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const send = async (body: SignInBody) => {
    setBusy(true);
    setWrong(undefined);
    try {
      onChallenge(await session.signIn(body));
    } catch (error) {
      setWrong(signInProblem(error, step, m));
    } finally {
      setBusy(false);
    }
  };
  return { send, busy, wrong, forget: () => setWrong(undefined) };
}

function Reason({ why }: { readonly why: 'nobody' | 'ended' | 'signed-out' }) {
  const m = useMessages();
  if (why === 'nobody') return null;
  return (
    <p className={css['notice']} role="status">
      {why === 'ended' ? m.signIn.ended : m.signIn.signedOut}
    </p>
  );
}

type FormProps = {
  readonly email: string;
  readonly send: (body: SignInBody) => Promise<void>;
  readonly busy: boolean;
};
type ChallengeProps = FormProps & { readonly challenge: Challenge };

const submitting = (act: () => void) => (event: FormEvent) => {
  event.preventDefault();
  act();
};

function PasswordForm({
  email,
  setEmail,
  send,
  busy,
}: FormProps & { readonly setEmail: (email: string) => void }) {
  const m = useMessages();
  const [password, setPassword] = useState('');
  const ready = email.includes('@') && password !== '';
  return (
    <form
      className={css['card']}
      onSubmit={submitting(() => ready && !busy && void send({ email, password }))}
      noValidate
    >
      <h1>{m.signIn.title}</h1>
      <Field
        label={m.signIn.email}
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        autoFocus
      />
      <Field
        label={m.signIn.password}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <Button type="submit" look="primary" isDisabled={!ready || busy}>
        {busy ? m.signIn.working : m.signIn.submit}
      </Button>
    </form>
  );
}

const grouped = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ');

function Secret({ email, secret }: { readonly email: string; readonly secret: string }) {
  const m = useMessages();
  const account = encodeURIComponent(email);
  const issuer = encodeURIComponent(brand().name);
  return (
    <div>
      <span>{m.signIn.setupKey}</span>
      <code className={css['secret']}>{grouped(secret)}</code>
      <a href={`otpauth://totp/${issuer}:${account}?secret=${encodeURIComponent(secret)}&issuer=${issuer}`}>
        {m.signIn.setupLink}
      </a>
    </div>
  );
}

function CodeForm({ email, challenge, send, busy }: ChallengeProps) {
  const m = useMessages();
  const [code, setCode] = useState('');
  const { session, secret } = challenge;
  const ready = /^\d{6}$/.test(code);
  const setup = challenge.challenge === 'totp-setup' && secret;
  return (
    <form
      className={css['card']}
      onSubmit={submitting(() => ready && !busy && void send({ email, session, code }))}
      noValidate
    >
      <h1>{setup ? m.signIn.setupTitle : m.signIn.codeTitle}</h1>
      <p className={css['soft']}>{setup ? m.signIn.setupHint : m.signIn.codeHint}</p>
      {setup && <Secret email={email} secret={secret} />}
      <Field
        label={m.signIn.code}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={text => setCode(text.replace(/\D/g, ''))}
        autoFocus
      />
      <Button type="submit" look="primary" isDisabled={!ready || busy}>
        {busy ? m.signIn.working : m.signIn.confirm}
      </Button>
    </form>
  );
}

function NewPasswordForm({ email, challenge, send, busy }: ChallengeProps) {
  const m = useMessages();
  const [newPassword, setNewPassword] = useState('');
  const [tried, setTried] = useState(false);
  const ready = newPassword.length >= 12;
  const submit = () => {
    setTried(true);
    if (ready && !busy) void send({ email, session: challenge.session, newPassword });
  };
  return (
    <form className={css['card']} onSubmit={submitting(submit)} noValidate>
      <h1>{m.signIn.newTitle}</h1>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field
        label={m.signIn.newPassword}
        type="password"
        name="new-password"
        autoComplete="new-password"
        hint={m.signIn.newHint}
        wrong={tried && !ready ? m.signIn.newShort : undefined}
        value={newPassword}
        onChange={setNewPassword}
        autoFocus
      />
      <Button type="submit" look="primary" isDisabled={busy}>
        {busy ? m.signIn.working : m.signIn.confirm}
      </Button>
    </form>
  );
}
