import { MAX_LENGTH } from '../../../hire/draft.js';
import { fr } from '../../../words/texts/typeset-fr.js';
import type { PageTexts } from './texts.js';

const persons = (count: number): string => (count === 1 ? '1 personne' : `${count} personnes`);

export const pagesInFrench = {
  name: 'Français',
  languages: 'Langue',
  waiting: fr`Cette embauche est en pause et attend votre réponse. Dès que vous aurez répondu, elle continuera d'elle-même.`,
  since: (instant) => fr`En attente depuis le ${instant}.`,
  expires: (instant) => fr`Sans réponse, elle expirera le ${instant}.`,

  choose: 'Veuillez choisir',
  search: 'Tapez pour chercher dans la liste.',
  send: 'Envoyer la réponse',
  others: fr`Corriger d'autres valeurs`,
  othersHint: 'Seul ce que vous modifiez ici est modifié.',
  retry: fr`C'est corrigé : réessayer`,
  link: (name) => fr`Même personne : lier à ${name}`,
  createAnyway: (code) =>
    code === 'employee-exists'
      ? fr`Pas la même personne : créer une nouvelle fiche`
      : code === 'employee-gone'
        ? fr`Embaucher à nouveau : créer une nouvelle fiche`
        : fr`L'embauche est confirmée : continuer`,
  preview: {
    button: fr`Que serait-il envoyé ?`,
    texts: {
      nothingSent: fr`Avec ces valeurs, voici la suite. Rien n'a encore été envoyé.`,
      asked: fr`Avec ces valeurs, une autre question se poserait d'abord :`,
      unknown: fr`Impossible de le savoir pour l'instant. Rien n'a été envoyé ; merci de réessayer.`,
    },
  },
  approve: fr`Donner son accord : créer la fiche`,
  compare: { caption: fr`Est-ce la même personne ?`, hire: 'Cette embauche', lucca: 'Déjà dans Lucca' },
  abandon: {
    summary: fr`Finalement, ce n'est pas une embauche`,
    reason: fr`Pourquoi n'est-ce pas une embauche ?`,
    button: 'Abandonner cette embauche',
    keep: 'Non, la poursuivre',
    effect: fr`Plus rien ne sera envoyé à Lucca. L'embauche pourra être reprise depuis la liste des embauches, ou par un nouveau passage dans la colonne « recruté » de Flatchr.`,
  },
  or: 'Autres réponses',

  errors: {
    summary: fr`Rien n'a encore été envoyé : vérifiez ce qui est signalé.`,
    required: 'Veuillez remplir ce champ.',
    noneChosen: 'Veuillez choisir au moins une embauche.',
    nothingChanged: 'Veuillez modifier au moins une valeur.',
    fixedLogin: fr`L'identifiant ne peut plus être modifié ici, car une fiche existe peut-être déjà avec lui. Modifiez-le plus tard dans Lucca.`,
    inLucca: fr`La fiche existe déjà dans Lucca : cette valeur ne peut plus être modifiée que là-bas. Effacez-la ici.`,
    reason: fr`Veuillez indiquer une raison de ${String(MAX_LENGTH)} caractères au plus.`,
  },

  outcomes: {
    'in-progress': {
      title: 'Votre réponse est prise en compte',
      text: fr`L'embauche continue. Cette page se met à jour d'elle-même jusqu'à ce que la fiche soit dans Lucca ; vous pouvez aussi la fermer, un e-mail suivra.`,
    },
    'awaiting-correction': {
      title: 'Cette question a reçu sa réponse',
      text: fr`Entre-temps, l'embauche attend la réponse à une autre question. Un e-mail à ce sujet est en route.`,
    },
    created: { title: 'La fiche est dans Lucca', text: fr`Il reste à la compléter et à démarrer l'onboarding.` },
    linked: {
      title: fr`L'embauche est liée à une fiche qui existait déjà dans Lucca`,
      text: fr`Aucune nouvelle fiche n'a été créée. Il reste à vérifier celle qui existe et à démarrer l'onboarding.`,
    },
    previewed: {
      title: fr`Cette embauche a fait l'objet d'un aperçu`,
      text: fr`Rien n'a été envoyé à Lucca. Ce qui serait envoyé figure ci-dessous.`,
    },
    abandoned: {
      title: 'Cette embauche a été abandonnée',
      text: fr`Pour la reprendre, remettez la personne dans la colonne « recruté » de Flatchr.`,
    },
    expired: {
      title: 'Cette embauche a expiré',
      text: fr`Personne n'a répondu à temps. Pour la reprendre, remettez la personne dans la colonne « recruté » de Flatchr.`,
    },
    repeat: {
      title: 'Cette embauche est déjà dans la liste',
      text: fr`Flatchr a annoncé deux fois la même candidature. Elle se poursuit une seule fois, sous son autre numéro ; vous n'avez rien à faire ici.`,
    },
  },
  answered: (by, instant) => fr`Réponse donnée par ${by} le ${instant}.`,
  underWay: {
    title: 'Cette embauche est en cours',
    text: fr`Vous n'avez rien à faire. Cette page se met à jour d'elle-même ; un e-mail suivra dès que la fiche sera dans Lucca.`,
  },
  filed: fr`La fiche est déjà dans Lucca. Le reste se fait de lui-même ; un e-mail suivra. Cette page se met à jour d'elle-même.`,
  heldUp: {
    flatchr: fr`Flatchr ne répond pas pour l'instant. Les essais continuent d'eux-mêmes, et rien n'est perdu.`,
    lucca: fr`Lucca ne répond pas pour l'instant. Les essais continuent d'eux-mêmes, et rien n'est perdu.`,
    mail: fr`Le serveur de messagerie n'accepte pas d'e-mail pour l'instant. Les essais continuent d'eux-mêmes, et rien n'est perdu.`,
  },
  heldUpSince: (instant) => fr`Depuis le ${instant}.`,
  nextAttempt: (instant) => fr`Prochain essai : ${instant}.`,
  retryNow: 'Réessayer maintenant',
  reopen: 'Reprendre cette embauche',
  reopenHere: fr`Plus rien n'est envoyé à Lucca. Vous pouvez reprendre l'embauche ici ; un nouveau passage dans la colonne « recruté » de Flatchr a le même effet.`,

  story: {
    heading: fr`Ce qui s'est passé`,
    hired: fr`Passage dans la colonne « recruté » de Flatchr.`,
    origins: {
      reconciliation: fr`Trouvée dans la colonne « recruté » de Flatchr, dont l'avis n'était pas arrivé.`,
      backfill: fr`Trouvée dans la colonne « recruté » de Flatchr, et reprise après coup.`,
    },
    repeat: fr`La même candidature était déjà connue sous son autre numéro : elle se poursuit là.`,
    answered: {
      fields: (by, values) => fr`${by} a répondu – ${values}.`,
      retry: (by) => fr`${by} a demandé un nouvel essai.`,
      'use-existing': (by, id) => fr`${by} a indiqué la fiche existante nº\u00A0${String(id)}.`,
      'create-anyway': (by, hired) => (hired ? fr`${by} a confirmé l'embauche.` : fr`${by} a répondu que ce n'est pas la même personne.`),
      approve: (by) => fr`${by} a donné son accord à la création.`,
      abandon: (by, reason) => fr`${by} a abandonné l'embauche : ${reason}`,
    },
    told: {
      problem: (people) => `Question envoyée à ${persons(people)}.`,
      escalation: (people) => fr`Toujours sans réponse : e-mail envoyé à ${persons(people)}.`,
      'last-warning': (people) => `Dernier rappel envoyé à ${persons(people)}.`,
      created: (people) => `Résultat envoyé à ${persons(people)}.`,
      linked: (people) => `Résultat envoyé à ${persons(people)}.`,
      previewed: (people) => `Aperçu envoyé à ${persons(people)}.`,
      abandoned: (people) => `Fin annoncée à ${persons(people)}.`,
      expired: (people) => `Fin annoncée à ${persons(people)}.`,
      changed: (people) => `Modification signalée à ${persons(people)}.`,
      'broken-off': (people) => `Fin annoncée à ${persons(people)}.`,
    },
    refused: (addresses) => `Le serveur de messagerie a refusé ${addresses === 1 ? 'une adresse' : `${addresses} adresses`}.`,
    'dragged-again': fr`Remise dans la colonne « recruté ».`,
    'still-in-lucca': (login) => fr`La fiche ${login} est dans Lucca : il n'y a rien à faire.`,
    'mail-late': fr`Le serveur de messagerie n'accepte pas d'e-mail ; les essais continuent.`,
    created: (login) => fr`Fiche créée dans Lucca avec l'identifiant ${login}.`,
    linked: (login) => `Liée à la fiche ${login}.`,
    expired: 'Expirée sans réponse.',
    previewed: fr`Aperçu fait ; rien n'a été envoyé à Lucca.`,
    abandoned: 'Abandonnée.',
  },

  fresh: 'Recevoir un nouveau lien par e-mail',
  freshSent: {
    title: 'Un nouveau lien est en route',
    text: fr`Si l'embauche attend encore, vous recevrez un e-mail dans la minute. Ouvrez le plus récent.`,
  },
  bad: {
    title: fr`Ce lien n'est pas valable`,
    text: fr`Il a peut-être été coupé en le copiant. Ouvrez-le depuis l'e-mail lui-même, ou répondez depuis un e-mail plus récent.`,
  },
  expired: { title: 'Ce lien a expiré', text: fr`Les liens sont valables deux semaines. Nous pouvons vous en envoyer un nouveau.` },
  used: { title: 'Ce lien a déjà servi', text: fr`La question a reçu sa réponse, ou l'embauche a recommencé depuis.` },
  list: {
    title: 'Embauches',
    views: { waiting: fr`En attente d'une réponse`, 'under-way': 'En cours', ended: 'Terminées' },
    search: 'Nom ou offre',
    find: 'Rechercher',
    none: 'Aucune pour le moment.',
    notFound: (search) => fr`Aucune embauche ne correspond ici à « ${search} ».`,
    more: 'Afficher la suite',
    since: (when) => fr`en attente depuis le ${when}`,
    starts: (date) => fr`arrivée le ${date}`,
    paused: (connection, since, by) =>
      fr`${connection} est en pause depuis le ${since}${by && ` (par ${by})`}. Les nouvelles embauches sont prises et attendent ; rien n'est créé dans Lucca tant que personne ne la relance.`,
    statuses: {
      'in-progress': 'en cours',
      'awaiting-correction': fr`en attente d'une réponse`,
      created: 'dans Lucca',
      linked: 'liée à une fiche dans Lucca',
      previewed: fr`aperçu, rien n'a été envoyé`,
      abandoned: 'abandonnée',
      expired: 'expirée',
      repeat: 'annoncée deux fois, poursuivie une fois',
    },
    mail: { late: fr`l'e-mail à ce sujet n'a pas encore pu partir`, refused: 'une adresse e-mail a été refusée' },
    group: (count, what) => fr`${String(count)} embauches attendent la même chose : ${what}.`,
    answerAll: 'Répondre pour toutes',
    whichHires: 'Pour ces embauches',
    answered: (count) =>
      count === 1 ? '1 embauche a reçu sa réponse et continue.' : `${count} embauches ont reçu leur réponse et continuent.`,
    left: fr`Quelqu'un d'autre y a répondu entre-temps, ou elles demandent maintenant autre chose :`,
    rule: fr`Pour que la question ne se pose plus, transmettez ces lignes à votre informatique : elles vont dans la configuration du connecteur.`,
    back: 'Retour à la liste',
    signOut: 'Se déconnecter',
  },
  comparison: {
    title: 'Comparaison avec Flatchr',
    missing: 'Recrutées dans Flatchr, pas encore ici',
    lead: fr`Flatchr annonce une embauche une seule fois. Pour qu'aucune ne se perde, nous regardons chaque heure qui se trouve dans sa colonne « recruté » sans être connu ici.`,
    never: fr`Il n'y a pas encore eu de comparaison.`,
    noKey: fr`Flatchr n'est pas comparé : il manque une clé pour Flatchr, ou la comparaison est désactivée. Une embauche dont l'annonce se perd passe inaperçue.`,
    running: fr`Une comparaison est en cours. Cette page se met à jour d'elle-même.`,
    last: (instant) => fr`Dernière comparaison : le ${instant}.`,
    counts: ({ hired, known, inLucca, started, missing }) =>
      fr`Recrutées dans Flatchr : ${String(hired)}. Connues ici : ${String(known)}, déjà dans Lucca : ${String(inLucca)}, reprises à présent : ${String(started)}, pas encore ici : ${String(missing)}.`,
    unread: (rows) =>
      rows === 1 ? fr`Une entrée de Flatchr n'a pas pu être lue.` : fr`${String(rows)} entrées de Flatchr n'ont pas pu être lues.`,
    cutOff: (days) => fr`Flatchr n'a peut-être pas tout indiqué pour ces jours : ${days}.`,
    headings: { missing: 'Pas encore ici', started: 'Reprises', gone: fr`Créées ici, et plus dans Lucca` },
    noDay: fr`le jour n'est pas connu : remettez la personne dans la colonne « recruté »`,
    gone: (employee) => fr`fiche numéro ${String(employee)}`,
    button: 'Comparer maintenant',
    back: 'Retour à la liste',
  },
  signIn: {
    title: 'La liste des embauches',
    lead: fr`Indiquez l'adresse à laquelle arrivent les e-mails sur les embauches. Nous vous envoyons un lien.`,
    address: 'Adresse e-mail',
    button: 'Recevoir un lien',
    sent: {
      title: 'Consultez votre boîte de réception',
      text: fr`Si cette adresse peut voir la liste, un e-mail avec un lien est en route. S'il n'arrive pas, vérifiez que l'adresse est bien écrite.`,
    },
    enter: { title: 'La liste des embauches', text: fr`Vous ouvrez la liste sur cet appareil. Votre connexion dure douze heures.` },
    enterButton: 'Ouvrir la liste',
    old: { title: fr`Ce lien n'est plus valable`, text: fr`Les liens vers la liste sont valables une heure. Demandez-en un nouveau.` },
  },

  unavailable: { title: 'Cela ne fonctionne pas pour le moment', text: fr`Rien n'est perdu. Réessayez dans une minute.` },
  tooMany: { title: 'Trop de tentatives', text: fr`Patientez une minute, puis réessayez.` },
} satisfies PageTexts;
