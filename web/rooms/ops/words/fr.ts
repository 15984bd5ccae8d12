import type { OpsWords } from './en.ts';

const s = (n: string, one: string, many: string): string => `${n} ${n === '0' || n === '1' ? one : many}`;

export const fr: OpsWords = {
  views: 'Ce qui est affiché',
  lists: {
    open: 'Ce qui n’a pas pu être reçu et attend, le plus récent d’abord',
    all: 'Tout ce qui n’a pas pu être reçu, le plus récent d’abord',
  },
  columns: { at: 'Arrivé', reason: 'Pourquoi pas', origin: 'D’où', size: 'Taille', state: 'État' },
  states: { open: 'ouvert', 'taken-in': 'reçu', 'set-aside': 'mis de côté' },
  triedAgain: 'refusé à nouveau',
  bytes: n => s(n, 'octet', 'octets'),
  emptyTitle: { open: 'Tout a été reçu', all: 'Tout a été reçu' },
  emptyText: {
    open: 'Ce qu’un émetteur ou une file envoie et que personne ne peut lire apparaît ici, avec ce qui ne va pas.',
    all: 'Ces 30 derniers jours, rien n’est arrivé qui n’ait pu être lu.',
  },
  reasons: {
    malformed: 'Ce n’est pas construit comme il faut',
    'too-large': 'C’est trop grand',
    'too-deep': 'C’est trop profond',
    'unknown-type': 'Ce type d’événement n’est pas connu',
    'unknown-version': 'Cette version de l’événement n’est pas connue',
    'too-far-ahead': 'Son heure est à plus d’un jour dans le futur',
    'too-old': 'Cela a plus de 400 jours',
    'personal-data': 'Cela porte des données personnelles sur un bus',
  },
  todo: {
    malformed:
      'Dites à l’émetteur quelle partie est fausse. Ce qu’il envoie corrigé est un nouvel événement et entre de lui-même.',
    'too-large': 'Demandez à l’émetteur d’en mettre moins dans un événement.',
    'too-deep':
      'Demandez à l’émetteur un événement plus plat. De nos propres files, c’est un défaut : signalez-le.',
    'unknown-type':
      'Dites à l’émetteur quels types sont connus. Juste après une nouvelle version : reprenez-le quand chaque fonction est à jour.',
    'unknown-version':
      'L’émetteur, ou l’une de nos fonctions, est en avance sur cette version. Reprenez-le quand la nouvelle version est là.',
    'too-far-ahead':
      'L’horloge de l’émetteur est fausse, ou l’événement a été envoyé trop tôt. Reprenez-le quand son heure approche.',
    'too-old': 'Les anciens clients entrent par l’import. Mettez-le de côté.',
    'personal-data':
      'Demandez à l’émetteur d’envoyer ces événements à l’API. Rien des données personnelles n’a été gardé.',
  },
  todoOther: 'Le journal de la fonction de cette file en dit plus. Signalez le défaut si cela continue.',
  facts: {
    at: 'Arrivé',
    origin: 'File',
    source: 'Émetteur',
    name: 'Type',
    field: 'Partie',
    problem: 'Ce qui ne va pas',
    size: 'Taille',
    state: 'État',
    until: 'Gardé jusqu’au',
  },
  about: 'À ce sujet',
  what: 'Que faire',
  text: 'Ce qui est arrivé',
  kept: {
    whole: 'Gardé de façon à pouvoir être repris.',
    outline: 'Gardé en résumé : noms des champs sans valeurs, car chacune peut concerner une personne.',
    nothing: 'Rien n’en a été gardé.',
  },
  act: 'Décider',
  takeIn: 'Reprendre',
  takingIn: 'C’est vérifié comme si cela arrivait à l’instant.',
  notWhole:
    'Cela ne peut pas être repris, car ses valeurs n’ont pas été gardées. L’émetteur doit l’envoyer à nouveau.',
  setAside: 'Mettre de côté…',
  setAsideTitle: 'Mettre de côté',
  setAsideSubmit: 'Mettre de côté',
  why: 'Pourquoi',
  whyHint: 'Pour ceux qui viendront après ; sans noms de clients.',
  reopen: 'Rouvrir',
  reopenHint: until => `Cela peut être rouvert jusqu’au ${until}.`,
  outcomes: {
    'taken-in': 'Reçu. Cela suit le même chemin que chaque événement.',
    'refused-again': 'Refusé à nouveau. Ce qui ne va pas est indiqué plus haut.',
    'set-aside': 'Mis de côté.',
    reopened: 'Rouvert.',
  },
  again: 'Essayé à nouveau et refusé',
  did: {
    'take-in': (who, when) => `Reçu par ${who}, ${when}`,
    tried: (who, when) => `Essayé par ${who}, ${when}`,
    'set-aside': (who, when) => `Mis de côté par ${who}, ${when}`,
    reopen: (who, when) => `Rouvert par ${who}, ${when}`,
  },
  first: who => `${who} a été plus rapide. Voici où cela en est.`,
  notYours: 'Cette pièce est pour ceux qui exploitent le produit',
  notYoursText: 'Votre rôle ne la comprend pas. Un responsable peut le changer sur la page de l’équipe.',
  missing: 'Ce n’est plus là',
  missingText: 'Ce qui n’a pas pu être reçu est gardé 30 jours.',
  watch: {
    title: 'Si tout est surveillé',
    well: 'Tout va bien : tout est surveillé et à l’heure',
    late: 'Quelque chose demande un regard : tout n’est pas à l’heure',
    silent: 'Tout n’est pas surveillé',
    silentSince: (who, when) => `${who} : silencieux depuis ${when}`,
    never: who => `${who} : n’a jamais tourné`,
    unread: 'On ne peut pas lire maintenant si tout est surveillé',
    more: 'Détails',
    found: 'Ce qui a été trouvé',
    nothing: 'Rien. Chaque promesse ouverte a une étape suivante, et aucune n’est en retard.',
    runbook: heading => `Dans le runbook : « ${heading} »`,
    names: { sweep: 'Balayage', auditor: 'Auditeur' },
    does: {
      sweep: 'Chaque minute, il envoie ce qui est dû et n’a pas encore été envoyé.',
      auditor: 'Toutes les cinq minutes, il regarde si chaque promesse ouverte a une étape suivante.',
    },
    lastRun: 'Dernier passage',
    neverRan: 'jamais',
    running: 'tourne',
    silentNow: 'silencieux',
    looked: 'Lignes regardées',
    facts: 'Faits envoyés',
    ticks: 'Minuteurs envoyés',
    failed: 'Échoués',
    stuck: 'Remis en vain',
    complete: 'Arrivé au bout',
    overdue: 'En retard',
    notDone: 'Envoyés, pas faits',
    unguarded: 'Sans étape suivante',
    mended: 'Réparés',
    findings: {
      'sweep-silent': 'Le balayage ne tourne pas : ce qui sera dû plus tard n’est pas envoyé.',
      'auditor-silent': 'L’auditeur ne tourne pas : personne ne compte ce qui est en retard.',
      overdue: (n, time) =>
        `${s(n, 'ligne est due', 'lignes sont dues')} et personne ne les prend ; la plus ancienne depuis ${time}.`,
      late: (n, time) =>
        `${s(n, 'fait ou minuteur a été envoyé et n’est pas fait', 'faits ou minuteurs ont été envoyés et ne sont pas faits')} ; le plus ancien il y a ${time}.`,
      stuck: n => `${s(n, 'ligne a été remise', 'lignes ont été remises')} encore et encore.`,
      unguarded: (n, mended) =>
        `${s(n, 'promesse ouverte n’avait', 'promesses ouvertes n’avaient')} pas d’étape suivante ; ${mended} réparées.`,
    },
    elsewhere: 'À voir ailleurs',
    elsewhereText:
      'Les messages qui échouent encore et encore attendent dans des files à part (dead letters). Leur nombre se voit dans CloudWatch, qui sonne pour chacun ; le runbook dit que faire sous « Dead letters waiting ».',
  },
};
