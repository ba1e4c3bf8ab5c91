import type { Texts } from './texts.js';
import { fr } from './typeset-fr.js';

/** « de » before a name: d’Anne, d’Hélène, d’Yves, de Yasmine, de Camille. */
function of(name: string): string {
  return /^(?:[aeiouh]|œ|æ|y[^aeiou])/i.test(name.normalize('NFD')) ? `d’${name}` : `de ${name}`;
}

const KNOWN_TO_LUCCA = fr`Indiquez un nom ou un numéro connu de Lucca.`;
const A_NAME = fr`Un nom contient au moins une lettre.`;

export const french = {
  locale: 'fr-FR',
  quoted: (text) => fr`« ${text} »`,
  labelled: (label, value) => fr`${label} : ${value}`,
  day: (day) => (day === '1' ? '1er' : day),
  id: (id) => `n°\u00A0${id}`,

  fields: {
    lastName: { label: 'Nom', the: 'le nom', form: A_NAME },
    firstName: { label: 'Prénom', the: 'le prénom', form: A_NAME },
    email: { label: 'Adresse e-mail', the: fr`l'adresse e-mail`, form: fr`Une adresse s'écrit comme prenom.nom@exemple.fr.` },
    personalEmail: {
      label: 'E-mail personnel',
      the: fr`l'adresse e-mail personnelle`,
      form: fr`Une adresse s'écrit comme nom@exemple.fr.`,
    },
    phone: { label: 'Téléphone', the: 'le numéro de téléphone', form: fr`Un numéro s'écrit comme +33 6 12 34 56 78.` },
    department: { label: 'Département', the: 'le département', form: KNOWN_TO_LUCCA },
    establishment: { label: 'Établissement', the: fr`l'établissement`, form: KNOWN_TO_LUCCA },
    primaryRole: { label: 'Rôle principal', the: 'le rôle principal', form: KNOWN_TO_LUCCA },
    contractType: {
      label: 'Type de contrat',
      the: 'le type de contrat',
      form: fr`Indiquez un type de contrat configuré, ou son numéro dans Lucca.`,
    },
    contractEnd: {
      label: 'Fin du contrat',
      the: 'la fin du contrat',
      form: fr`Une date s'écrit AAAA-MM-JJ, par exemple 2027-06-30, et vient après l'arrivée.`,
    },
    startDate: { label: fr`Date d'arrivée`, the: fr`la date d'arrivée`, form: fr`Une date s'écrit AAAA-MM-JJ, par exemple 2027-01-04.` },
    login: {
      label: 'Identifiant (login)',
      the: fr`l'identifiant`,
      form: fr`Un identifiant se compose de lettres, de chiffres et des signes . _ - @.`,
    },
  },
  aValue: { label: 'Information', the: 'une information' },
  given: (quoted) => fr`Valeur reçue : ${quoted}.`,
  suggested: (quoted) => fr`Peut-être faut-il lire ${quoted}.`,
  origins: {
    flatchr: 'Flatchr',
    rule: fr`règle configurée`,
    default: 'valeur par défaut',
    'switch-date': fr`jour du passage à « recruté »`,
    derived: 'formé automatiquement',
    correction: fr`corrigé à la main`,
  },
  flags: {
    'personal-email': (value) => fr`Remplacer l'adresse e-mail personnelle (${value}) par l'adresse professionnelle, dès qu'elle existe.`,
    'date-of-offer': (value) => fr`Vérifier la date d'arrivée (${value}) : c'est celle de l'offre, pas celle convenue avec la personne.`,
    'end-of-offer': (value) => fr`Vérifier la fin du contrat (${value}) : c'est celle de l'offre, pas une date convenue avec la personne.`,
    'date-in-past': (value) => fr`Attention : la date d'arrivée (${value}) est déjà passée. Merci de la vérifier dans Lucca.`,
    'date-far-off': (value) =>
      fr`Attention : la date d'arrivée (${value}), indiquée à la main, est très éloignée d'aujourd'hui. Merci de la vérifier dans Lucca.`,
    'date-of-switch': (value) =>
      fr`Vérifier la date d'arrivée (${value}) : Flatchr n'en indique aucune, c'est donc le jour du passage à « recruté ».`,
    'phone-as-typed': (value) => fr`Vérifier le numéro de téléphone (${value}) : il n'a pas pu être lu et a été repris tel quel.`,
    'name-mended': (value, given) => fr`Vérifier le nom (${value}) : il est arrivé abîmé (${given}) et a été réparé.`,
    'name-shortened': (value, given) =>
      fr`Vérifier le nom (${value}) : Flatchr indique ${given}. Le nom de naissance n'a pas été repris, ni dans l'identifiant.`,
    'tag-unread': (value) =>
      fr`Vérifier cette information (${value}) : Flatchr ne montre plus les champs propres à la personne, où il y en a peut-être une autre.`,
    'login-changed': (value, given) =>
      fr`Transmettre cet identifiant (${value}) à la personne : Lucca l'a attribué à la place de ${given}.`,
    'offer-unread': (value) => fr`Vérifier le département (${value}) : Flatchr ne montre plus l'offre, qui en indique peut-être un autre.`,
  },

  subjects: {
    created: (person) => fr`${person} : fiche créée dans Lucca, à compléter`,
    linked: (person) => fr`${person} : rattachement à une fiche Lucca existante, à vérifier`,
    problem: (person, what) => fr`Réponse attendue – ${person} : ${what}`,
    escalation: (person, what) => fr`Toujours sans réponse – ${person} : ${what}`,
    'last-warning': (person, what, until) => fr`Dernier rappel, expire le ${until} – ${person} : ${what}`,
    abandoned: (person, check) =>
      check ? fr`${person} : embauche abandonnée, à vérifier dans Lucca` : fr`${person} : embauche abandonnée`,
    expired: (person, check) =>
      check ? fr`${person} : embauche expirée sans réponse, à vérifier dans Lucca` : fr`${person} : embauche expirée sans réponse`,
    previewed: (person) => fr`Aperçu – ${person} : fiche qui serait créée dans Lucca`,
    changed: (person, off) =>
      off ? fr`${person} : désistement ? La fiche est dans Lucca` : fr`${person} : modification dans Flatchr, à vérifier dans Lucca`,
    'broken-off': (person) => fr`${person} : embauche interrompue, à vérifier dans Lucca`,
  },
  leads: {
    created: (person, account) => fr`Bonne nouvelle : la fiche ${of(person)} est créée dans Lucca (${account}).`,
    linked: (person, account) =>
      fr`L'embauche ${of(person)} est rattachée à une fiche qui existait déjà dans Lucca (${account}). Aucune nouvelle fiche n'a été créée.`,
    problem: (person) =>
      fr`L'embauche ${of(person)} est en pause : elle attend votre réponse. Dès que vous aurez répondu, elle reprendra toute seule.`,
    escalation: (person, since) =>
      fr`L'embauche ${of(person)} attend une réponse depuis le ${since}. Vous recevez ce message parce que personne n'a encore répondu.`,
    'last-warning': (person, until) => fr`Sans réponse d'ici au ${until}, l'embauche ${of(person)} expirera.`,
    abandoned: (person, by) => fr`L'embauche ${of(person)} a été abandonnée par ${by}.`,
    expired: (person) => fr`Personne n'a répondu à temps : l'embauche ${of(person)} a expiré.`,
    previewed: (person, account) =>
      fr`La fiche ${of(person)} serait créée maintenant dans Lucca (${account}). Ceci est un aperçu : rien n'a été envoyé à Lucca.`,
    changed: (person, account) =>
      fr`La fiche ${of(person)} est dans Lucca (${account}). Depuis, quelque chose a changé dans Flatchr. Rien n'a été modifié dans Lucca.`,
    'broken-off': (person) => fr`L'embauche de ${person} a été arrêtée dans Temporal : elle ne se poursuit plus.`,
  },

  changes: {
    left: (column) =>
      column
        ? fr`Dans Flatchr, la candidature n'est plus dans la colonne « recruté », mais dans ${column}.`
        : fr`Dans Flatchr, la candidature n'est plus dans la colonne « recruté ».`,
    gone: fr`Flatchr ne montre plus cette candidature : elle a été archivée, supprimée ou anonymisée.`,
    back: fr`Dans Flatchr, la candidature est de nouveau dans la colonne « recruté ».`,
    value: (label, was, now, sent) =>
      sent
        ? fr`${label} : Flatchr indiquait ${was} et indique maintenant ${now}. Lucca a reçu ${sent}.`
        : fr`${label} : Flatchr indiquait ${was} et indique maintenant ${now}.`,
    todo: {
      withdrawn: fr`Si l'embauche n'a plus lieu : clore ou supprimer la fiche dans Lucca, et arrêter l'onboarding.`,
      holds: fr`Si elle tient toujours : rien à faire dans Lucca ; remettez la carte dans la colonne « recruté » de Flatchr.`,
      back: fr`Vérifier dans Lucca que la fiche est là et complète.`,
      value: fr`Si la nouvelle valeur est la bonne : la modifier dans la fiche Lucca.`,
    },
  },

  notes: {
    created: (login) => fr`La fiche est créée dans Lucca, identifiant ${login}.`,
    linked: (login) => fr`L’embauche est liée à une fiche qui existait déjà dans Lucca, identifiant ${login}.`,
    problem: (what) => fr`L’embauche est en pause et attend une réponse : ${what}.`,
  },

  labels: {
    person: 'Personne',
    vacancy: 'Offre',
    start: fr`Date d'arrivée`,
    where: 'Affectation',
    reason: 'Motif',
    openProblem: fr`Question restée ouverte`,
    heardOf: 'Comment on le sait',
  },
  heardOf: {
    reconciliation: fr`par comparaison avec Flatchr, dont l'avis de cette embauche n'était pas arrivé`,
    backfill: fr`par reprise des embauches antérieures`,
  },
  headings: {
    values: fr`Les valeurs envoyées, et d'où elles viennent`,
    todo: fr`Il vous reste à faire`,
    known: fr`Ce que nous savons déjà`,
    existing: 'Dans Lucca se trouve déjà',
    words: fr`La réponse de Lucca`,
    answers: fr`Ce que vous pouvez répondre`,
    operator: fr`Pour votre opérateur`,
    planned: fr`Les valeurs qui seraient envoyées, et d'où elles viennent`,
    requests: fr`Ce qui serait envoyé à Lucca`,
  },
  todo: {
    completeFile: fr`Compléter la fiche dans Lucca.`,
    checkFile: fr`Vérifier dans la fiche la date d'arrivée, l'affectation et le type de contrat ; pour une réembauche, aussi la date de départ.`,
    startOnboarding: fr`Lancer l'onboarding.`,
  },
  toChange: (label, value) => fr`À modifier dans Lucca – ${label} : ${value}. La fiche a été créée avant ce changement.`,
  openFile: fr`Ouvrir la fiche dans Lucca`,
  answer: fr`Répondre`,
  nothingCreated: fr`Rien n'a été créé dans Lucca.`,
  mayExist: fr`Attention : une fiche a peut-être été créée dans Lucca. Merci de le vérifier avant de recommencer.`,
  stillExists: (login) => fr`La fiche ${login} existe dans Lucca ; elle n'a pas été supprimée.`,
  onlyIf: {
    'contract-differs': fr`Ensuite, seulement si le contrat que Lucca crée avec la fiche a d'autres valeurs ({contractId} est son numéro) :`,
  },
  carryOut: fr`Rien n'est créé tout seul, même une fois le connecteur en service réel : il faudra alors reprendre l'embauche, dans la liste des embauches ou par cette commande :`,
  reopen: fr`Pour reprendre cette embauche, remettez la candidature dans la colonne « recruté » de Flatchr.`,

  issues: {
    missing: ({ the, defaultable }) => ({
      what: fr`il manque ${the}`,
      why: defaultable ? fr`Flatchr ne l'indique pas et aucune valeur par défaut n'est prévue.` : fr`Flatchr ne l'indique pas.`,
    }),
    unusable: ({ the }) => ({ what: fr`${the} n'est pas utilisable`, why: '' }),
    doubtful: ({ the, field }) => ({
      what: fr`${the} est à confirmer`,
      why:
        field === 'startDate'
          ? fr`Cette date est trop éloignée d'aujourd'hui pour être reprise sans question.`
          : fr`Le texte semble être arrivé abîmé, ou contenir plus que le nom.`,
    }),
    'other-person': ({ given }) => ({
      what: fr`à l'adresse e-mail de la candidature, Flatchr indique ${given || 'quelqu’un d’autre'}`,
      why: fr`Ce n'est pas le nom de la personne passée à « recruté ». S'il a été corrigé depuis dans Flatchr, indiquez le prénom et le nom tels qu'ils y figurent.`,
    }),
    'search-refused': () => ({
      what: fr`Flatchr refuse de rechercher la candidature`,
      why: fr`Nous n'avons donc pas pu vérifier qu'il s'agit d'une embauche.`,
    }),
    'not-hired': () => ({
      what: fr`la candidature n'est plus dans la colonne « recruté »`,
      why: fr`Elle a depuis été déplacée dans Flatchr.`,
    }),
    unknown: ({ named }) => ({
      what: fr`${named} n'existe pas dans Lucca`,
      why: fr`Ce nom y a peut-être été modifié ou supprimé.`,
    }),
    ambiguous: ({ the }) => ({ what: fr`pour ${the}, plusieurs choix sont possibles`, why: fr`Nous préférons vous demander que deviner.` }),
    unmapped: ({ named }) => ({
      what: fr`${named} n'a pas d'équivalent dans Lucca`,
      why: fr`La configuration ne dit pas quel type de contrat de Lucca lui correspond.`,
    }),
    'head-left': ({ named }) => ({
      what: fr`${named} n'a plus de responsable`,
      why: fr`La personne responsable a quitté l'entreprise ; Lucca refuserait le rattachement à ce département.`,
    }),
    'login-unusable': ({ named, isGiven }) =>
      isGiven
        ? { what: fr`${named} n'est pas utilisable`, why: '' }
        : {
            what: fr`impossible de former un identifiant`,
            why: fr`Le prénom ou le nom ne contient aucune lettre utilisable. Merci de proposer un identifiant.`,
          },
    'login-exhausted': () => ({
      what: fr`tous les identifiants possibles sont déjà pris`,
      why: fr`Chaque format configuré donne un identifiant déjà utilisé dans Lucca. Merci d'en proposer un.`,
    }),
    'login-taken': ({ named }) => ({ what: fr`${named} est déjà pris`, why: fr`Quelqu'un d'autre l'utilise dans Lucca, ou l'a utilisé.` }),
    'employee-gone': () => ({
      what: fr`la fiche de cette embauche n'est plus dans Lucca`,
      why: fr`Elle y a été supprimée, ou la personne est partie ; puis la candidature a été remise dans la colonne « recruté ».`,
    }),
    'employee-exists': () => ({
      what: fr`une fiche semblable existe déjà dans Lucca`,
      why: fr`Merci de nous dire s'il s'agit de la même personne.`,
    }),
    approval: () => ({
      what: fr`la fiche est prête à être créée`,
      why: fr`Elle le sera dès que vous aurez donné votre accord. Rien n'a encore été envoyé à Lucca.`,
    }),
    'lucca-rejected': () => ({
      what: fr`Lucca a refusé la création de la fiche`,
      why: fr`Les valeurs envoyées n'ont pas été acceptées.`,
    }),
    'contract-rejected': () => ({
      what: fr`Lucca a refusé le type de contrat`,
      why: fr`La fiche existe déjà dans Lucca ; seul le type de contrat manque.`,
    }),
  },
  offers: ({ the, field }) => fr`Pour ${the}, ${field === 'contractType' ? 'la configuration' : 'Lucca'} propose :`,
  more: (count) => (count === 1 ? 'et 1 autre' : `et ${count} autres`),
  existing: {
    since: (date) => fr`depuis le ${date}`,
    until: (date) => fr`jusqu'au ${date}`,
    former: (date) => fr`a quitté l'entreprise${date ? ` le ${date}` : ''} : ce serait une réembauche`,
    same: {
      email: fr`même adresse e-mail`,
      'login-and-name': fr`même nom, et l'identifiant prévu`,
      name: 'même nom',
      login: fr`l'identifiant prévu ; peut-être la fiche créée à l'instant, renommée depuis`,
    },
  },

  answers: {
    fields: (_code, fields) => (fields ? fr`Indiquer ${fields}.` : fr`Corriger les valeurs.`),
    retry: (code) => {
      if (code === 'not-hired') return fr`Remettre la candidature dans la colonne « recruté » de Flatchr, puis relancer.`;
      if (code === 'head-left') return fr`Nommer un autre responsable dans Lucca, puis relancer.`;
      return fr`Corriger dans Flatchr ou dans Lucca, puis relancer.`;
    },
    'use-existing': (code) =>
      code === 'employee-exists'
        ? fr`C'est la même personne : rattacher l'embauche à la fiche existante.`
        : fr`La fiche existe entre-temps dans Lucca : y rattacher l'embauche, par son numéro.`,
    'create-anyway': (code) =>
      code === 'employee-exists'
        ? fr`Ce n'est pas la même personne : créer une nouvelle fiche.`
        : code === 'employee-gone'
          ? fr`Embaucher à nouveau : créer une nouvelle fiche.`
          : fr`L'embauche est bien confirmée : continuer malgré tout.`,
    approve: () => fr`Donner son accord : la fiche est créée avec les valeurs affichées.`,
    abandon: (code) =>
      code === 'employee-gone'
        ? fr`C'était une erreur : abandonner, avec un motif.`
        : fr`Ce n'est finalement pas une embauche : l'abandonner, avec un motif.`,
  },
  operator: {
    intro: fr`Pour répondre, transmettez ce message et votre choix à la personne qui exploite le connecteur. Voici les commandes :`,
    signal: fr`Ou directement avec Temporal :`,
    ui: fr`Ou dans l'interface de Temporal : ouvrir le workflow, choisir « Send a Signal », nom « correction », et coller le texte JSON de --input.`,
  },
  placeholders: { you: 'votre nom', reason: 'motif', value: '…' },
  footer: (connection, hireId) => fr`Message automatique du connecteur Flatchr → Lucca. Connexion : ${connection}. Embauche : ${hireId}.`,
} satisfies Texts;
