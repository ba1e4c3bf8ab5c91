import { fr } from '../../words/texts/typeset-fr.js';
import type { MissedTexts } from './texts.js';

const RESTART = fr`Redémarrez le connecteur.`;
const MEANT = fr`Si c'est voulu, vous n'avez rien à faire.`;

export const missedInFrench = {
  subject: (connection) => fr`Une embauche dans Flatchr n'est pas reprise (${connection})`,
  what: {
    column: fr`Dans Flatchr, une personne a été déplacée vers une colonne d'embauche que la configuration ne cite pas. Aucun dossier n'est créé dans Lucca pour les personnes qui y arrivent.`,
    company: fr`Flatchr a signalé une embauche d'une autre entreprise que celle de la configuration. Aucun dossier n'est créé dans Lucca.`,
  },
  labels: {
    connection: 'Connexion',
    title: 'Colonne dans Flatchr',
    seen: { column: 'Son identifiant', company: 'Entreprise dans Flatchr' },
    configured: { column: fr`Colonnes configurées`, company: fr`Entreprise configurée` },
    applicant: fr`Numéro de la candidature dans Flatchr`,
  },
  none: 'aucune',
  calm: fr`Ce message n'est envoyé qu'une fois par colonne ou par entreprise. Ce que Flatchr a envoyé est conservé et pourra être repris.`,
  heading: fr`Ce que vous pouvez faire`,
  todo: {
    column: (setting) => [
      fr`Si c'est bien une colonne d'embauche, renommée peut-être : ajoutez ${setting} à flatchr.hiredColumns dans la configuration. ${RESTART}`,
      MEANT,
    ],
    company: (setting) => [
      fr`Si c'est bien votre entreprise : corrigez flatchr.companyId en ${setting} dans la configuration. ${RESTART}`,
      MEANT,
    ],
  },
  after: fr`Les embauches manquées peuvent ensuite être reprises :`,
  footer: (connection) => fr`Message automatique du connecteur Flatchr → Lucca à ses opérateurs. Connexion : ${connection}.`,
} satisfies MissedTexts;
