import type { TourWords } from './tour-words.ts';

export const fr: TourWords = {
  name: 'Visite des espaces',
  stepOf: (n, of) => `Étape ${n} sur ${of}`,
  back: 'Retour',
  next: 'Suivant',
  finish: 'Terminer',
  end: 'Quitter la visite',
  keys: 'Flèches gauche et droite : retour et suivant. Échap quitte la visite.',
  away: 'Vous êtes allé ailleurs. Regardez tranquillement, la visite attend.',
  showAgain: 'Montrer à nouveau',
  nothingYet: 'Il n’y a encore rien à montrer ici.',
  demo: 'Sur un démarrage local, « npm run demo » remplit les espaces d’une journée de quarante clients.',
  reference: 'La référence de l’API',
  steps: {
    today: {
      title: 'Aujourd’hui : ce qui vous attend',
      text: 'Tout ce qui vous attend, de tous les espaces, en cinq groupes selon le temps qui reste. Les flèches vont de ligne en ligne, Entrée ouvre, A fait ce que fait le bouton de la ligne.',
      empty: 'Ici se trouveraient notifications, tâches, appels et engagements, le plus pressant en premier.',
    },
    inbox: {
      title: 'La boîte : pourquoi c’est venu à vous',
      text: 'Chaque notification dit pourquoi vous êtes prévenu et personne d’autre. Là où il y a « Pourquoi ? », on ouvre la raison notée au moment de la décision.',
      empty:
        'Quand il se passe quelque chose chez un de vos clients, cela apparaît ici en quelques secondes, avec la raison.',
    },
    keys: {
      title: 'Prendre en charge, ou reporter',
      text: 'E prend en charge : les collègues le voient, et personne d’autre n’est prévenu. S reporte jusqu’à une heure, jamais au-delà de l’engagement. U annule.',
      empty: 'Sur une notification ouverte, E prend en charge, S reporte et U annule.',
    },
    account: {
      title: 'Un compte : tout ce qui s’est passé',
      text: 'L’histoire d’un client, avec ce qui a été décidé et pourquoi. Au-dessus : ses appels, son intégration, et pourquoi cette personne en est responsable.',
      empty: 'Chaque client aurait une page avec son histoire, ses interlocuteurs et ce qui lui est promis.',
    },
    clock: {
      title: 'Un engagement et son horloge',
      text: 'Combien du temps promis est dépensé, compté en heures d’ouverture, et jusqu’à quand c’est promis. Le calcul peut être vérifié ; attendre le client l’arrête.',
      empty:
        'Quand un appareil est signalé cassé, perdu ou volé, son cas se trouve ici avec une horloge pour l’engagement.',
    },
    call: {
      title: 'Un appel et tout ce qu’il faut',
      text: 'Que faire maintenant, le numéro et les étapes de l’entretien ; les notes sont gardées pendant que vous écrivez. S commence, E termine avec le résultat et la suite.',
      empty:
        'Les appels à passer ou demandés se trouvent ici ; chacun ouvre une page avec le numéro, le plan et les notes.',
    },
    load: {
      title: 'Charge : ce que porte l’équipe',
      text: 'Qui a combien de comptes, ce qui est ouvert et en retard, en combien de temps les notifications sont prises en charge, et quels comptes attendent, avec la raison.',
    },
    insights: {
      title: 'Analyses : comment ça va',
      text: 'Engagements tenus, délais de réponse, appels et contacts, par période et comparés à la précédente.',
    },
    palette: {
      title: 'Tout trouver, tout faire',
      text: 'Ctrl K (⌘ K) l’ouvre de partout : clients, personnes, appareils, espaces, et des actions comme prévoir un appel. Cette visite y recommence aussi.',
    },
    settings: {
      title: 'Comment vous êtes prévenu, et l’aide',
      text: 'Les messages push vous arrivent quand la console est fermée ; au-dessous vous dites ce qui vient et quand. « ? » montre partout toutes les touches. La visite recommence aussi ici.',
    },
  },
};
