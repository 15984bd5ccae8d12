import type { Pattern } from '../../../infra/checks/facts.ts';
import type { Watcher } from '../../../shared/domain/operations/watchers.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';

/** What an account has of one deployment, as far as a check asks for it; nothing here is a secret's value. */
export type Account = {
  readonly stacks: readonly { readonly name: string; readonly status: string; readonly changedAt: Instant }[];
  readonly table: {
    readonly status: string;
    readonly deletionProtection: boolean;
    readonly stream: string | undefined;
    /** A status that is not told is undefined. */
    readonly indexes: readonly { readonly name: string; readonly status: string | undefined }[];
    readonly ttl: string | undefined;
  };
  readonly backups: {
    readonly pointInTime: boolean;
    readonly days: number | undefined;
    readonly latest: Instant | undefined;
  };
  readonly queues: readonly {
    readonly name: string;
    readonly keptSeconds: number;
    readonly deadLetters: string | undefined;
    readonly hasPolicy: boolean;
    readonly encrypted: boolean;
    readonly waiting: number;
    /** Age of the oldest dead letter in seconds; undefined where no figure tells it. */
    readonly oldest: number | undefined;
  }[];
  readonly mappings: readonly {
    readonly fn: string;
    readonly source: string;
    readonly state: string;
    readonly partial: boolean;
    readonly concurrency: number | undefined;
  }[];
  readonly functions: readonly {
    readonly name: string;
    /** Comes with the CDK and runs during a deploy alone. */
    readonly theirs: boolean;
    readonly runtime: string;
    readonly state: string;
    readonly logGroup: string;
    readonly environment: readonly string[];
  }[];
  readonly buses: { readonly product: string; readonly ingress: string };
  readonly rules: readonly {
    readonly name: string;
    readonly bus: string;
    /** Of one of the stacks; others were made by hand. */
    readonly ours: boolean;
    readonly state: string;
    readonly takes: Pattern | undefined;
    readonly targets: readonly { readonly name: string; readonly hasDeadLetters: boolean }[];
  }[];
  readonly http: Api & {
    readonly authorizers: readonly {
      readonly id: string;
      readonly type: string;
      /** The pool and client of a JWT, or the function that is asked. */
      readonly asks: string;
    }[];
    /** What the two must ask, by their type. */
    readonly mustAsk: Readonly<Record<'JWT' | 'REQUEST', string>>;
  };
  readonly socket: Api;
  readonly alarms: readonly {
    readonly name: string;
    readonly there: boolean;
    readonly metric: string;
    /** Values of its dimensions. */
    readonly of: readonly string[];
    readonly says: string;
    /** What no figure counts as, such as `breaching`. */
    readonly silence: string;
    readonly actions: number;
    readonly enabled: boolean;
    readonly state: string;
    readonly since: Instant;
  }[];
  readonly logGroups: readonly {
    readonly name: string;
    readonly there: boolean;
    /** Undefined: for ever. */
    readonly days: number | undefined;
  }[];
  readonly pool: { readonly secondFactor: string; readonly selfSignUp: boolean };
  readonly secret: { readonly exists: boolean; readonly versions: number };
  readonly mail:
    | {
        readonly identity: string;
        readonly verified: boolean;
        readonly sending: boolean;
        readonly sandbox: boolean;
        /** Of what SES tells the default bus, in its words: `SEND`, `DELIVERY`, … */
        readonly reports: readonly string[];
      }
    | undefined;
  readonly beats: readonly { readonly watcher: Watcher; readonly at: Instant | undefined }[];
};

export type Api = {
  readonly routes: readonly {
    readonly key: string;
    readonly guard: string;
    readonly authorizer: string | undefined;
    readonly scopes: readonly string[];
  }[];
  /** Origins whose pages may call it. */
  readonly origins: readonly string[];
};

/** What one question came to. */
export type Answer = {
  readonly check: string;
  readonly subject: string;
  /** `unknown`: it could not be looked at here. That is neither right nor wrong. */
  readonly is: 'ok' | 'wrong' | 'unknown';
  /** What is wrong, or why nothing is known. */
  readonly says?: string;
  readonly todo?: string;
};

export type Asked = { readonly stage: string; readonly now: Instant };
