import { rendered, type RenderedNotice } from './rendered.js';
import { fr } from '../words/texts/typeset-fr.js';
import type { Language } from '../words/texts/texts.js';

interface SignInTexts {
  readonly subject: string;
  readonly lead: string;
  readonly open: string;
  readonly footer: string;
}

const TEXTS: Record<Language, SignInTexts> = {
  fr: {
    subject: fr`Votre accès à la liste des embauches`,
    lead: fr`Ouvrez la liste avec ce lien, valable une heure. Si vous ne l'avez pas demandé, ignorez ce message.`,
    open: 'Ouvrir la liste',
    footer: fr`Message automatique du connecteur Flatchr → Lucca.`,
  },
  de: {
    subject: 'Ihr Zugang zur Liste der Neueinstellungen',
    lead: 'Öffnen Sie die Liste mit diesem Link; er gilt eine Stunde. Falls Sie ihn nicht angefordert haben, ignorieren Sie diese Nachricht.',
    open: 'Liste öffnen',
    footer: 'Automatische Nachricht des Konnektors Flatchr → Lucca.',
  },
  en: {
    subject: 'Your access to the list of hires',
    lead: 'Open the list with this link; it is valid for one hour. If you did not ask for it, ignore this message.',
    open: 'Open the list',
    footer: 'Automatic message of the Flatchr → Lucca connector.',
  },
};

/** What the list of hires is opened by. */
export function openList(language: Language): string {
  return TEXTS[language].open;
}

/** The mail by which an admin enters the list of hires. */
export function renderSignIn({ url, language }: { readonly url: string; readonly language: Language }): RenderedNotice {
  const { subject, lead, open, footer } = TEXTS[language];
  return rendered({
    language,
    title: subject,
    blocks: [
      { kind: 'paragraph', text: lead },
      { kind: 'link', text: open, url },
    ],
    footer,
  });
}
