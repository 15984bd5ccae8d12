import type { NoticeKind } from '../../events/team-events.ts';
import type { WorkingHours } from '../time/working-hours.ts';

export type MailChoice = 'never' | 'fallback' | 'always';
/** When pushes may come: in working hours, always, or in hours of one's own. */
export type Quiet = 'duty' | 'always' | 'windows';
export type Choice = {
  readonly push?: boolean | undefined;
  readonly mail?: MailChoice | undefined;
  readonly chat?: boolean | undefined;
  readonly quiet?: Quiet | undefined;
};

export type Digest = {
  readonly id: string;
  readonly channel: 'push' | 'mail';
  readonly every: 'hour' | 'day';
  /** For `day`: wall-clock time in the person's zone. */
  readonly at?: string | undefined;
  /** All kinds when nothing is said. */
  readonly kinds?: readonly string[] | undefined;
};

/** How a person wants to be told. */
export type Preferences = Choice & {
  readonly windows?: WorkingHours | undefined;
  readonly kinds: Readonly<Record<string, Choice>>;
  readonly digests: readonly Digest[];
  /** Incoming webhook of a chat. */
  readonly chatUrl?: string | undefined;
  /** Channels that do not work and are not tried until somebody mends them. */
  readonly off: readonly SwitchedOff[];
};

/** A channel that does not work; `of` names the address that does not, when another may. */
export type SwitchedOff = {
  readonly channel: 'mail' | 'chat';
  readonly why: string;
  readonly at: number;
  readonly of?: string;
};

export const noPreferences: Preferences = { kinds: {}, digests: [], off: [] };

/** What the company says of a kind. */
export type KindPolicy = Choice & {
  readonly critical?: boolean | undefined;
  readonly fixed?: boolean | undefined;
};
export type CompanyPolicy = {
  readonly defaults?: Choice | undefined;
  readonly kinds?: { readonly [kind in NoticeKind]?: KindPolicy | undefined } | undefined;
};

export type Effective = {
  readonly critical: boolean;
  /** Nobody may choose otherwise. */
  readonly fixed: boolean;
  readonly push: boolean;
  readonly mail: MailChoice;
  readonly chat: boolean;
  readonly quiet: Quiet;
};

/** When neither company nor person say anything. */
const shipped = { push: true, mail: 'fallback', chat: true, quiet: 'duty' } as const;

/**
 * How a person is told of a kind. Company before person before person's choice for the kind, in this sense: the more
 * special word counts, except that what the company fixed holds for everybody. What is critical comes by push and at
 * least by fallback mail, at any hour, whatever anybody chose; `critical` says so of one notification, whatever its kind.
 */
export function effective(
  kind: NoticeKind,
  given: { company: CompanyPolicy; person: Preferences; critical?: boolean | undefined },
): Effective {
  const { company, person } = given;
  const policy = company.kinds?.[kind] ?? {};
  const fixed = policy.fixed === true;
  const special = person.kinds[kind] ?? {};
  const words = fixed ? [company.defaults ?? {}, policy] : [company.defaults ?? {}, policy, person, special];
  const chosen = Object.assign({}, shipped, ...words.map(spoken)) as typeof shipped & Choice;
  const { push, mail, chat, quiet } = chosen as Required<{ [K in keyof Choice]: NonNullable<Choice[K]> }>;
  const critical = given.critical ?? policy.critical === true;
  if (!critical) return { critical, fixed, push, mail, chat, quiet };
  return {
    critical,
    fixed: true,
    push: true,
    mail: mail === 'never' ? 'fallback' : mail,
    chat,
    quiet: 'always',
  };
}

function spoken({ push, mail, chat, quiet }: Choice): Choice {
  return {
    ...(push === undefined ? {} : { push }),
    ...(mail === undefined ? {} : { mail }),
    ...(chat === undefined ? {} : { chat }),
    ...(quiet === undefined ? {} : { quiet }),
  };
}

/** A kind that is in a digest of a channel comes on this channel in that digest alone; the first that has it counts. */
export const digestFor = (
  { digests }: Preferences,
  channel: Digest['channel'],
  kind: string,
): Digest | undefined =>
  digests.find(
    digest => digest.channel === channel && (digest.kinds === undefined || digest.kinds.includes(kind)),
  );

/** False for a channel that was switched off because it does not work; another address than that one may. */
export const works = (
  { off }: Pick<Preferences, 'off'>,
  channel: 'mail' | 'chat',
  address?: string,
): boolean => !off.some(one => one.channel === channel && (one.of === undefined || one.of === address));
