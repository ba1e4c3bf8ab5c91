import { fr } from '../../words/texts/typeset-fr.js';
import type { FindingsTexts } from './texts.js';

export const findingsInFrench = {
  subjects: {
    'checks-fail': (connection) => fr`Quelque chose dont les embauches ont besoin ne va pas (${connection})`,
    'checks-pass': (connection) => fr`Tout ce dont les embauches ont besoin est de nouveau en ordre (${connection})`,
  },
  leads: {
    'checks-fail': fr`Le connecteur a vérifié ce dont les embauches ont besoin : tout n'est pas en ordre. Des embauches peuvent attendre, ou être incomplètes.`,
    'checks-pass': fr`Le connecteur a vérifié à nouveau ce dont les embauches ont besoin : tout est en ordre. Il n'y a plus rien à faire.`,
  },
  checks: {
    'web.public-url': fr`Adresse publique`,
    'lucca.reachable': fr`Accès à Lucca`,
    'lucca.key': fr`Clé d'API de Lucca`,
    'lucca.rights': fr`Droits de la clé d'API de Lucca`,
    'lucca.former-employees': fr`Anciens collaborateurs dans Lucca`,
    'lucca.establishments': fr`Établissements dans Lucca`,
    'lucca.departments': fr`Départements dans Lucca`,
    'lucca.roles': fr`Rôles dans Lucca`,
    'lucca.contract-types': fr`Types de contrat dans Lucca`,
    'lucca.defaults': fr`Valeurs par défaut`,
    'lucca.rules': fr`Règles`,
    'lucca.filters': fr`Recherches dans Lucca`,
    'lucca.quota': fr`Quota dans Lucca`,
    'flatchr.key': fr`Clé d'API de Flatchr`,
    'flatchr.company': fr`Entreprise dans Flatchr`,
    'flatchr.columns': fr`Colonne des recrutés dans Flatchr`,
    'flatchr.tags': fr`Tags des candidats dans Flatchr`,
    'flatchr.contract-types': fr`Types de contrat dans Flatchr`,
    'flatchr.hired': fr`Comparaison avec Flatchr`,
    chat: fr`Canal de discussion`,
  },
  calm: fr`Ce qui a été trouvé est en anglais, comme dans le terminal. Ce message vient une fois à chaque changement ; tant que quelque chose ne va pas, le connecteur vérifie à nouveau toutes les heures.`,
  again: fr`Une fois que c'est réparé, cette commande vérifie tout de suite :`,
  footer: (connection) => fr`Message automatique du connecteur Flatchr → Lucca à ses responsables techniques. Connexion : ${connection}.`,
} satisfies FindingsTexts;
