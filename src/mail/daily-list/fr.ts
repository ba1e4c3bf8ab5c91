import { fr } from '../../words/texts/typeset-fr.js';
import type { DailyListTexts } from './texts.js';

export const dailyListInFrench = {
  subject: (count, day) => fr`${count === 1 ? '1 embauche attend' : `${count} embauches attendent`} une réponse – ${day}`,
  lead: (count) =>
    count === 1
      ? fr`Cette embauche attend une réponse. Dès qu'elle l'aura, elle reprendra toute seule.`
      : fr`Ces embauches attendent une réponse. Dès qu'elle l'aura, chacune reprendra toute seule.`,
  urgent: (count) =>
    count === 1
      ? fr`Une personne commence aujourd'hui ou a déjà commencé, et n'est pas encore dans Lucca.`
      : fr`${String(count)} personnes commencent aujourd'hui ou ont déjà commencé, et ne sont pas encore dans Lucca.`,
  answer: fr`Le message envoyé pour chaque embauche dit ce qui manque exactement et comment répondre.`,
  open: 'Cliquez sur un nom pour répondre.',
  waits: (date, when) => fr`attend depuis le ${date} (${when})`,
  starts: (when) => fr`commence ${when}`,
  started: (when) => fr`a commencé ${when}`,
  noStart: fr`date d'arrivée inconnue`,
  more: (count) => (count === 1 ? 'et 1 autre' : `et ${count} autres`),
  footer: (connection) => fr`Message automatique du connecteur Flatchr → Lucca, chaque jour ouvré. Connexion : ${connection}.`,
} satisfies DailyListTexts;
