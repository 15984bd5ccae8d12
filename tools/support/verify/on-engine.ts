import type { Answer } from './account.ts';

/** What the local engine keeps as it was told and does not do: that it is kept proves nothing. */
const madeUp: Readonly<Record<string, string>> = {
  'closed queue': 'it asks nobody for rights and encrypts nothing',
  'rule’s dead letters': 'it tries a target once and has no dead letters for it',
  log: 'it deletes no log',
  mail: 'it holds every sender for verified',
  'mail reports': 'it reports of no mail',
};
/** What it does not even keep. */
const lacking: Readonly<Record<string, string>> = { backups: 'the engine makes no backups' };

/** The answer as it may be given of the local engine: nothing is right there that is made up. */
export function onEngine(given: Answer): Answer {
  const { check, subject, is } = given;
  const [lacks, pretends] = [lacking[check], madeUp[check]];
  if (lacks !== undefined) return { check, subject, is: 'unknown', says: lacks };
  if (pretends === undefined || is !== 'ok') return given;
  return { check, subject, is: 'unknown', says: `made up by the engine: ${pretends}` };
}
