import type { SetupTexts } from './texts.js';

export const fr: SetupTexts = {
  questions: {
    lucca: 'Nom du compte Lucca, la partie avant .ilucca.net (ou un hôte complet comme acme.ilucca-test.net)',
    luccaKey: 'Clé d’API Lucca (roue dentée › Authentification, SSO et API › Clés d’API)',
    connection: 'Un nom court pour cette connexion ; il figure dans des adresses et ne change plus',
    establishment: 'Établissement des personnes embauchées, quand aucune règle n’en dit un autre',
    department: 'Département, quand l’annonce dans Flatchr n’en a pas',
    primaryRole: 'Rôle principal',
    contractType: 'Type de contrat, quand l’annonce dans Flatchr n’en a pas',
    contractTypes: 'Quel contrat de Flatchr est lequel dans Lucca, sous la forme CDI=1, CDD=2',
    flatchrKey: 'Clé d’API Flatchr (sur la même page)',
    flatchrCompany: 'Clé entreprise de Flatchr (Paramètres › Avancés › API)',
    hiredColumn: 'La colonne qui signifie « recruté »',
    startDateTag: 'Tag du candidat qui contient la date d’arrivée',
    workEmailTag: 'Tag du candidat qui contient l’e-mail professionnel',
    admins: 'Qui est averti de chaque embauche et répond aux questions (adresses e-mail, séparées par des virgules)',
    language: 'Langue des e-mails et des pages',
    timeZone: 'Fuseau horaire',
    country: 'Pays, pour les numéros de téléphone et les jours fériés',
    smtp: 'Serveur de messagerie, sous la forme smtps://utilisateur:motdepasse@mail.example:465',
    from: 'Expéditeur des e-mails',
    testMail: 'Envoyer un e-mail d’essai à cette adresse',
    publicUrl: 'Adresse par laquelle Flatchr et les administrateurs atteignent le connecteur, comme https://hires.acme.example',
  },
  intro: 'Mise en place de Flatchr → Lucca. Rien n’est écrit avant la dernière question ; Ctrl-C pour arrêter.',
  none: 'aucun',
  keep: 'vide : garder l’actuelle',
  required: 'doit être indiqué',
  givenUp: 'Rien n’a été écrit.',
  notAmong: (labels) => `doit être l’un de ceux-ci : ${labels.join(' ; ')}`,
  badHost: 'doit être le nom du compte, ou un hôte des domaines de Lucca, en minuscules, sans https://',
  badId: 'doit être composé de minuscules, de chiffres et de tirets, 32 au plus',
  badAddress: 'doit être une adresse e-mail',
  badUrl: 'doit être une adresse qui commence par https:// (ou http://)',
  badZone: 'doit être un fuseau horaire comme Europe/Paris',
  badCountry: 'doit être un code de pays à deux lettres comme FR',
  badSmtp: 'doit commencer par smtp:// ou smtps:// et nommer un hôte',
  badTypes: 'doit être sous la forme CDI=1, CDD=2 : à droite les numéros de Lucca',
  luccaRefused: (reason) =>
    `Lucca refuse la clé (${reason}) : copiez-la de nouveau, et vérifiez qu’elle peut lire les utilisateurs, les établissements et les départements`,
  luccaUnreachable: (reason) => `Lucca est injoignable (${reason}) : le nom du compte est-il juste ?`,
  lists: { establishments: 'établissements', departments: 'départements', roles: 'rôles' },
  luccaUnlisted: (what, reason) => `Lucca ne donne pas la liste : ${what} (${reason}) ; les embauches concernées attendront une personne`,
  flatchrRefused: (reason) => `Flatchr refuse la clé (${reason}) : copiez-la de nouveau ; les clés semblent expirer au bout d’un an`,
  flatchrUnreachable: (reason) => `Flatchr est injoignable (${reason})`,
  flatchrCompanyUnknown: 'Flatchr ne connaît pas cette entreprise pour cette clé',
  mailRefused: (reason) => `Le serveur de messagerie ne nous laisse pas entrer (${reason})`,
  withoutFlatchrKey:
    'Sans clé de Flatchr, le connecteur croit le webhook tel qu’il arrive, ne connaît pas les tags, et ne peut pas retrouver les embauches qui ne lui sont jamais parvenues.',
  contractTypesOf: (flatchr, lucca) =>
    [
      `Contrats dans Flatchr : ${flatchr.join(', ') || 'inconnus'}`,
      lucca.length > 0
        ? `Types de contrat dans Lucca : ${lucca.join(', ')}`
        : 'Lucca ne donne pas la liste de ses types de contrat ; le numéro figure dans l’adresse de la page d’un type.',
    ].join('\n'),
  testMailSubject: 'Flatchr → Lucca : essai',
  testMailText: 'Le connecteur peut envoyer des e-mails. Il n’y a rien d’autre à faire.',
  written: (file) => `${file} est écrit ; les clés sont dans des fichiers voisins que vous seul pouvez lire.`,
  webhook: (url) =>
    [
      'Dans Flatchr : Administration › Marketplace › Webhooks › nouveau webhook',
      '  1. Événement : drag_applicant (un candidat est déplacé)',
      '  2. Colonne : celle des recrutés, pour toutes les annonces',
      '  3. URL, exactement :',
      `     ${url}`,
    ].join('\n'),
  withoutPublicUrl: (root) =>
    `Sans adresse publique, Flatchr n’atteint rien : mettez la vôtre à la place de ${root}, ou relancez l’installation avec --public-url.`,
  next: 'Démarrez-le, ou redémarrez-le s’il tourne déjà : npm run serve. Ensuite, npx hire doctor vérifie le reste, et un candidat inventé peut être déplacé dans la colonne des recrutés.',
};
