import type { Texts } from './texts.ts';

export const fr: Texts = {
  kinds: {
    'signed-up': { title: 'Nouvelle inscription', body: 'Un client vient de s’inscrire.' },
    'registration-completed': {
      title: 'Enregistrement terminé',
      body: 'Un client a terminé son enregistrement et peut commencer.',
    },
    'trial-started': { title: 'Essai commencé', body: 'Un client a commencé une période d’essai.' },
    'trial-extended': { title: 'Essai prolongé', body: 'La période d’essai d’un client est prolongée.' },
    converted: {
      title: 'De l’essai au contrat',
      body: 'Un client est passé de la période d’essai à un contrat.',
    },
    'contract-renewed': { title: 'Contrat renouvelé', body: 'Un client a renouvelé son contrat.' },
    'contract-adjusted': { title: 'Contrat modifié', body: 'Le contrat d’un client a été modifié.' },
    cancelled: { title: 'Résiliation', body: 'Un client a résilié.' },
    'cancellation-withdrawn': {
      title: 'Résiliation annulée',
      body: 'Un client est revenu sur sa résiliation.',
    },
    'profile-updated': { title: 'Profil mis à jour', body: 'Le profil d’un client a changé.' },
    'product-added': { title: 'Produit ajouté', body: 'Un client a souscrit à un autre produit.' },
    'help-asked': { title: 'Aide demandée', body: 'Quelqu’un demande à être appelé.' },
    queued: {
      title: 'Compte sans responsable',
      body: 'Un compte est en attente\u00a0: personne dans l’équipe ne peut le prendre en charge pour le moment.',
    },
    'device-case-opened': {
      title: 'Dossier d’appareil ouvert',
      body: 'L’appareil d’un client est cassé, perdu, volé ou ne fonctionne pas bien.',
    },
    'device-warned': {
      title: 'Délai bientôt écoulé',
      body: 'Une partie du temps promis pour un appareil est écoulée.',
    },
    'device-breached': {
      title: 'Promesse non tenue',
      body: 'Un appareil n’a pas été remis dans le délai promis.',
    },
    'device-no-stock': {
      title: 'Aucun appareil en stock',
      body: 'Aucun appareil prêt n’a pu être réservé pour un dossier.',
    },
    'device-not-locked': {
      title: 'Appareil non verrouillé',
      body: 'Un appareil perdu ou volé n’a pas pu être verrouillé ou effacé.',
    },
    'replenish-stock': {
      title: 'Réapprovisionner le dépôt',
      body: 'Un dépôt a moins d’appareils prêts que ses promesses ne l’exigent.',
    },
    'account-transferred': {
      title: 'Compte transféré',
      body: 'Un compte vous a été confié.',
    },
    'task-handed-over': {
      title: 'Tâche transmise',
      body: 'La tâche d’un collègue est désormais la vôtre.',
    },
    'channel-off': {
      title: 'Canal désactivé',
      body: 'Un membre de l’équipe n’est plus joignable par un canal.',
    },
    'call-asked': {
      title: 'Appel demandé maintenant',
      body: 'Un client souhaite être appelé tout de suite. Le premier qui accepte s’en charge.',
    },
    'call-due': { title: 'Appel à passer', body: 'Il est temps d’appeler un client.' },
    'call-booked': { title: 'Appel réservé', body: 'Un client a réservé un appel avec vous.' },
    'call-moved': { title: 'Appel déplacé', body: 'Un appel avec vous a maintenant un autre horaire.' },
    'call-cancelled': { title: 'Appel annulé', body: 'Un appel réservé n’aura pas lieu.' },
    'call-reminder': { title: 'Appel imminent', body: 'Un appel réservé va commencer.' },
    'call-late': { title: 'Appel en retard', body: 'Un appel promis n’a pas commencé. Le client attend.' },
    'call-open': {
      title: 'Appel encore ouvert',
      body: 'Un appel dure depuis des heures. S’il est terminé, notez comment.',
    },
    'call-following': {
      title: 'L’appel suivant attend',
      body: 'Votre appel se prolonge et l’heure du client suivant est venue.',
    },
    'call-must-move': {
      title: 'Appel à déplacer',
      body: 'Un appel réservé ne peut pas être maintenu ainsi.',
    },
    'outreach-opened': {
      title: 'Un client à appeler',
      body: 'Il y a une raison d’appeler un client qui n’a rien demandé. Les éléments disent pourquoi.',
    },
    'outreach-noted': {
      title: 'Noté, aucun appel nécessaire',
      body: 'Un signal chez un client ne justifie pas d’appel.',
    },
    'outreach-short': {
      title: 'Plus d’appels que permis',
      body: 'Pour des raisons statistiques, il faudrait appeler plus de clients que le budget ne le permet.',
    },
    'claim-work': {
      title: 'Des réclamations nous attendent',
      body: 'Des réclamations d’un client arrivent à échéance et attendent notre action.',
    },
  },
  reasons: {
    'owner-on-duty': 'Vous suivez ce compte.',
    'cover-on-duty': 'Vous remplacez la personne qui suit ce compte.',
    'nobody-on-duty': 'Vous suivez ce compte et aucun remplaçant n’est en service.',
    lead: 'Vous dirigez l’équipe.',
    'on-duty': 'Vous êtes de service.',
    'everyone-on-duty': 'Toutes les personnes de service sont prévenues.',
    named: 'Vous êtes désigné pour cette étape.',
    'handed-over': 'Cela vous a été transmis.',
  },
  acknowledge: 'Je m’en occupe',
  snoozeHour: 'Dans une heure',
  unknownLanguage: 'langue inconnue',
  named: '{title}\u00a0: {account}',
  mail: {
    subject: '{brand}\u00a0: {title}',
    greeting: 'Bonjour {agent},',
    account: 'Compte\u00a0: {accountId}',
    product: 'Produit\u00a0: {product}',
    language: 'Langue du client\u00a0: {language}',
    open: 'Ouvrir dans {brand}',
    footer: 'Vous recevez cet e-mail parce que la notification n’a pas encore été ouverte.',
    footerAlways: 'Vous recevez cet e-mail parce que vous souhaitez aussi ces notifications par e-mail.',
  },
  digest: {
    waiting: { one: '{count} notification en attente', other: '{count} notifications en attente' },
    more: { one: '{count} de plus\u00a0: {title}', other: '{count} de plus\u00a0: {title}' },
    rest: { one: 'et {count} autre', other: 'et {count} autres' },
    due: 'à traiter avant\u00a0: {due}',
    why: {
      collapsed: 'La même chose s’est répétée peu après la première fois.',
      cap: 'Vous avez déjà reçu le nombre d’avis prévu pour une heure\u00a0; le reste arrive en un seul.',
      quiet: 'C’était en dehors des heures où vous souhaitez être prévenu.',
      'off-duty': 'Vous n’étiez pas de service.',
      digest: 'Votre résumé\u00a0: ce qui est arrivé depuis le précédent et n’a pas encore été lu.',
      stale: 'Cela n’a pas pu vous parvenir à temps.',
    },
    inbox: 'Ouvrir la boîte de réception dans {brand}',
    settings: 'Choisissez ce que vous recevez, quand et comment',
  },
};
