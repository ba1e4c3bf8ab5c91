import type { BlindSpot, BlindSpotNotice } from '../contracts/trouble.js';
import type { Language } from '../words/texts/texts.js';
import { fr } from '../words/texts/typeset-fr.js';
import { rendered, type RenderedNotice } from './rendered.js';

interface BlindSpotTexts {
  readonly subject: string;
  readonly what: string;
  readonly todo: readonly string[];
}

interface Texts extends Record<BlindSpot, BlindSpotTexts> {
  readonly calm: string;
  readonly heading: string;
  readonly footer: (connection: string) => string;
}

const TEXTS: Record<Language, Texts> = {
  fr: {
    'no-former-employees': {
      subject: fr`La clé d'API ne semble pas voir les anciens collaborateurs`,
      what: fr`La clé d'API ne voit dans Lucca aucun collaborateur parti. Une personne déjà passée par l'entreprise ne serait pas reconnue : elle aurait une deuxième fiche, sans que personne ne soit interrogé.`,
      todo: [
        fr`Si personne n'est encore parti, il n'y a rien à faire.`,
        fr`Sinon, donnez à la clé le droit de voir les anciens collaborateurs : roue crantée › Authentification, SSO et API › Clés d'API (sur les comptes récents : fusée › Intégrations).`,
      ],
    },
    'no-directory': {
      subject: fr`L'annuaire de Lucca ne peut pas être lu`,
      what: fr`Lucca ne laisse pas lire la liste des collaborateurs. Une personne déjà présente n'est reconnue que par son adresse e-mail ou son identifiant, pas par son nom.`,
      todo: [
        fr`Vérifiez les droits de la clé : roue crantée › Authentification, SSO et API › Clés d'API (sur les comptes récents : fusée › Intégrations).`,
      ],
    },
    calm: fr`Les embauches continuent. Ce message n'est pas envoyé à nouveau pendant des semaines.`,
    heading: fr`Ce que vous pouvez faire`,
    footer: (connection) => fr`Message automatique du connecteur Flatchr → Lucca à ses responsables techniques. Connexion : ${connection}.`,
  },
  de: {
    'no-former-employees': {
      subject: 'Der API-Schlüssel sieht anscheinend keine ausgeschiedenen Mitarbeiter',
      what: 'Der API-Schlüssel sieht in Lucca niemanden, der ausgeschieden ist. Wer schon einmal im Unternehmen war, würde nicht erkannt: Er bekäme eine zweite Akte, ohne dass jemand gefragt wird.',
      todo: [
        'Ist noch niemand ausgeschieden, ist nichts zu tun.',
        'Sonst geben Sie dem Schlüssel das Recht, ausgeschiedene Mitarbeiter zu sehen: Zahnrad › Authentifizierung, SSO und API › API-Schlüssel (in neueren Konten: Rakete › Integrationen).',
      ],
    },
    'no-directory': {
      subject: 'Das Mitarbeiterverzeichnis in Lucca lässt sich nicht lesen',
      what: 'Lucca lässt die Liste der Mitarbeiter nicht lesen. Wer schon da ist, wird nur an E-Mail-Adresse oder Login erkannt, nicht am Namen.',
      todo: [
        'Prüfen Sie die Rechte des Schlüssels: Zahnrad › Authentifizierung, SSO und API › API-Schlüssel (in neueren Konten: Rakete › Integrationen).',
      ],
    },
    calm: 'Die Einstellungen gehen weiter. Diese Nachricht kommt wochenlang nicht noch einmal.',
    heading: 'Was Sie tun können',
    footer: (connection) => `Automatische Nachricht des Konnektors Flatchr → Lucca an seine Betreuer. Verbindung: ${connection}.`,
  },
  en: {
    'no-former-employees': {
      subject: 'The API key seems to see no former employees',
      what: 'The API key sees nobody in Lucca who has left. Someone who worked for the company before would not be recognised: they would get a second file, and nobody would be asked.',
      todo: [
        'If nobody has left yet, there is nothing to do.',
        'Otherwise give the key the right to see former employees: cog › Authentication, SSO and API › API keys (on newer accounts: rocket › Integrations).',
      ],
    },
    'no-directory': {
      subject: 'Lucca’s directory of employees cannot be read',
      what: 'Lucca does not let the list of employees be read. Who is there already is recognised by e-mail address or login only, not by name.',
      todo: ['Check the permissions of the key: cog › Authentication, SSO and API › API keys (on newer accounts: rocket › Integrations).'],
    },
    calm: 'Hires go on. This message does not come again for weeks.',
    heading: 'What you can do',
    footer: (connection) => `Automatic message of the Flatchr → Lucca connector to its operators. Connection: ${connection}.`,
  },
};

/** Tells the operators what a Lucca key cannot see. Holds no personal data; the subject is one line. */
export function renderBlindSpot({ notice, language }: { readonly notice: BlindSpotNotice; readonly language: Language }): RenderedNotice {
  const texts = TEXTS[language];
  const { subject, what, todo } = texts[notice.kind];
  const title = `${subject} (${notice.connection})`;
  return rendered({
    language,
    title,
    blocks: [
      { kind: 'warning', text: what },
      { kind: 'paragraph', text: texts.calm },
      { kind: 'heading', text: texts.heading },
      { kind: 'list', items: todo },
    ],
    footer: texts.footer(notice.connection),
  });
}
