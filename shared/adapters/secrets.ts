/** The deployment's keys. During a rotation of the token key the one before stays valid beside it. */
export type Secrets = {
  readonly vapidPublicKey: string;
  readonly vapidPrivateKey: string;
  readonly tokenKey: string;
  readonly previousTokenKey?: string | undefined;
};

export type SecretsSource = { read(): Promise<Secrets> };
