import type { Watcher } from '../../../shared/domain/operations/watchers.ts';

/** What an account has of one deployment, as far as a check asks for it; nothing here is a secret's value. */
export type Account = {
  readonly stacks: readonly { readonly name: string; readonly status: string }[];
  readonly table: {
    readonly status: string;
    readonly deletionProtection: boolean;
    readonly stream: string | undefined;
    readonly indexes: readonly { readonly name: string; readonly status: string }[];
    readonly pointInTime: boolean;
    readonly ttl: string | undefined;
  };
  readonly queues: readonly {
    readonly name: string;
    readonly keptSeconds: number;
    readonly deadLetters: string | undefined;
    readonly hasPolicy: boolean;
    readonly encrypted: boolean;
    readonly waiting: number;
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
    readonly runtime: string;
    readonly state: string;
    readonly timeout: number;
    readonly environment: readonly string[];
  }[];
  readonly rules: readonly {
    readonly name: string;
    readonly state: string;
    readonly targets: readonly { readonly id: string; readonly hasDeadLetters: boolean }[];
  }[];
  readonly pool: { readonly secondFactor: string; readonly selfSignUp: boolean };
  readonly secret: { readonly exists: boolean; readonly versions: number };
  readonly mail:
    | { readonly identity: string; readonly verified: boolean; readonly sending: boolean }
    | undefined;
  readonly beats: readonly { readonly watcher: Watcher; readonly at: number | undefined }[];
};

/** What one question came to. */
export type Answer = {
  readonly check: string;
  readonly subject: string;
  readonly ok: boolean;
  /** What is wrong, and what to do about it. */
  readonly wrong?: string;
  readonly todo?: string;
};
