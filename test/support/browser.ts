import { createECDH, randomBytes } from 'node:crypto';

/** A browser's side of Web Push, made with Node's own ECDH: its subscription and what it decrypts with. */
export function browser(name: string, origin = 'https://fcm.googleapis.com') {
  const ecdh = createECDH('prime256v1');
  const p256dh = ecdh.generateKeys().toString('base64url');
  const auth = randomBytes(16).toString('base64url');
  return {
    ecdh,
    auth,
    subscription: {
      endpoint: `${origin}/fcm/send/${name}`,
      expirationTime: null,
      keys: { p256dh, auth },
    },
  };
}
