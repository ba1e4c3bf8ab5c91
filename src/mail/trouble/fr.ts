import { fr } from '../../words/texts/typeset-fr.js';
import type { TroubleTexts } from './texts.js';

const NEW_KEY = fr`Reportez-la dans la configuration et redémarrez le worker.`;

export const troubleInFrench = {
  systems: { flatchr: 'Flatchr', lucca: 'Lucca' },
  subjects: {
    trouble: (connection, what) => fr`Embauches en attente (${connection}) : ${what}`,
    works: (connection, system) => fr`${system} fonctionne à nouveau, les embauches reprennent (${connection})`,
    silence: (connection, system) => fr`Plus aucune embauche n'attend ${system} (${connection})`,
  },
  causes: {
    'key-refused': (system) => fr`${system} refuse la clé d'API du connecteur`,
    unreachable: (system) => fr`${system} est injoignable ou en maintenance`,
    'rate-limited': (system) => fr`${system} ne laisse plus passer aucune requête depuis longtemps, le quota étant épuisé`,
    'endpoint-gone': (system, endpoint = 'cette liste') => fr`${system} n'a plus ${endpoint}`,
  },
  labels: { connection: 'Connexion', system: fr`Système`, since: fr`Problème depuis`, underWay: 'Embauches en cours' },
  calm: fr`Rien n'est perdu : les embauches attendent et reprendront toutes seules dès que tout fonctionnera. Vous recevrez alors un second message, et aucun d'ici là.`,
  heading: fr`Ce que vous pouvez faire`,
  todo: {
    'key-refused': {
      lucca: [
        fr`Vérifiez dans Lucca que la clé existe encore et qu'elle a ses droits : roue crantée › Authentification, SSO et API › Clés API (comptes récents : fusée › Intégrations).`,
        fr`Sinon, créez-en une nouvelle au même endroit. ${NEW_KEY}`,
      ],
      flatchr: [
        fr`Les clés de Flatchr semblent expirer au bout d'un an. Créez-en une nouvelle dans Flatchr : Paramètres › Avancés › API.`,
        NEW_KEY,
      ],
    },
    unreachable: [
      fr`Rien, sauf si cela dure : tout reprendra tout seul.`,
      fr`Si cela dure, vérifiez le réseau et la résolution de noms là où tourne le worker, ainsi que la page d'état du système.`,
    ],
    'rate-limited': [fr`Cherchez quelle autre intégration du compte épuise le quota, ou faites-le augmenter.`],
    'endpoint-gone': [
      fr`Attendre n'y changera rien : soit l'adresse du compte dans la configuration (lucca.host) est fausse, soit la liste a été mise hors service.`,
      fr`Si l'adresse est juste, installez une version plus récente du connecteur.`,
      fr`D'ici là, les embauches se passent de liste là où la configuration donne des identifiants sous defaults ou rules : mettez-les là, et redémarrez le worker.`,
    ],
  },
  atOnce: fr`Une fois la cause levée, les embauches reprennent en quelques minutes ; tout de suite avec :`,
  works: (system) => fr`${system} fonctionne à nouveau. Les embauches en attente reprennent toutes seules ; il n'y a plus rien à faire.`,
  silence: (system) =>
    fr`Depuis un moment, aucune embauche n'a plus rencontré le problème avec ${system} : celles qui attendaient sont terminées ou ont été abandonnées. La prochaine embauche dira si ${system} fonctionne à nouveau.`,
  footer: (connection) => fr`Message automatique du connecteur Flatchr → Lucca à ses opérateurs. Connexion : ${connection}.`,
} satisfies TroubleTexts;
