import { fr } from '../../words/texts/typeset-fr.js';
import type { MissedTexts } from './texts.js';

const RESTART = fr`Redémarrez le connecteur.`;
const MEANT = fr`Si c'est voulu, vous n'avez rien à faire.`;

export const missedInFrench = {
  subject: {
    column: fr`Une embauche dans Flatchr n'est pas reprise`,
    company: fr`Une embauche dans Flatchr n'est pas reprise`,
    body: fr`Flatchr envoie ce qui ne peut pas être utilisé`,
    event: fr`Flatchr signale autre chose que des embauches`,
    gone: fr`Une colonne d'embauche n'existe plus dans Flatchr`,
    quiet: fr`Rien n'est arrivé de Flatchr depuis un moment`,
  },
  what: {
    column: fr`Dans Flatchr, une personne a été déplacée vers une colonne d'embauche que la configuration ne cite pas. Aucun dossier n'est créé dans Lucca pour les personnes qui y arrivent.`,
    company: fr`Flatchr a signalé une embauche d'une autre entreprise que celle de la configuration. Aucun dossier n'est créé dans Lucca.`,
    body: fr`Le webhook de Flatchr a envoyé un contenu inutilisable. S'il s'agissait d'une embauche, aucun dossier n'est créé dans Lucca.`,
    event: fr`Le webhook de Flatchr signale un événement qui n'est pas le déplacement d'une personne. Rien n'en est fait dans Lucca.`,
    gone: fr`Flatchr n'a plus de colonne qui porte un des noms configurés. Les personnes déplacées vers une autre colonne ne sont pas reprises.`,
    quiet: fr`Le webhook de Flatchr n'a rien envoyé depuis un moment, alors que Flatchr montre dans la colonne d'embauche des personnes modifiées depuis. Des embauches manquent peut-être dans Lucca.`,
  },
  labels: {
    connection: 'Connexion',
    title: 'Colonne dans Flatchr',
    seen: {
      column: 'Son identifiant',
      company: 'Entreprise dans Flatchr',
      body: fr`Ce qui ne va pas`,
      event: fr`L'événement`,
      gone: 'Le nom',
    },
    configured: { column: fr`Colonnes configurées`, company: fr`Entreprise configurée`, gone: fr`Colonnes configurées` },
    applicant: fr`Numéro de la candidature dans Flatchr`,
  },
  none: 'aucune',
  once: fr`Ce message n'est envoyé qu'une fois par cause, et de nouveau seulement si tout est rentré dans l'ordre entre-temps.`,
  kept: fr`Ce que Flatchr a envoyé est conservé et pourra être repris.`,
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
    body: () => [
      fr`Regardez ce que c'est avec les commandes ci-dessous, et dans le journal du processus web.`,
      fr`Si Flatchr a changé de format, installez une version plus récente.`,
    ],
    event: () => [
      fr`Dans Flatchr, sous Administration › Marketplace › Webhooks, choisissez l'événement du déplacement d'une personne (drag_applicant).`,
      MEANT,
    ],
    gone: () => [
      fr`Cherchez dans Flatchr le nouveau nom de la colonne et mettez-le dans flatchr.hiredColumns. ${RESTART}`,
      fr`npx hire doctor donne les colonnes de Flatchr.`,
    ],
    quiet: () => [
      fr`Vérifiez dans Flatchr, sous Administration › Marketplace › Webhooks, que le webhook existe pour chaque annonce, avec la bonne adresse.`,
      fr`Vérifiez que l'adresse est joignable de l'extérieur : npx hire doctor.`,
      MEANT,
    ],
  },
  after: fr`Les embauches manquées peuvent ensuite être reprises :`,
  footer: (connection) => fr`Message automatique du connecteur Flatchr → Lucca à ses opérateurs. Connexion : ${connection}.`,
} satisfies MissedTexts;
