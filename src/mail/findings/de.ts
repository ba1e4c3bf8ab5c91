import type { FindingsTexts } from './texts.js';

export const findingsInGerman = {
  subjects: {
    'checks-fail': (connection) => `Etwas, das Einstellungen brauchen, stimmt nicht (${connection})`,
    'checks-pass': (connection) => `Alles, was Einstellungen brauchen, stimmt wieder (${connection})`,
  },
  leads: {
    'checks-fail':
      'Der Konnektor hat nachgesehen, was Einstellungen brauchen: Nicht alles davon stimmt. Einstellungen können warten, oder ihnen fehlt etwas.',
    'checks-pass':
      'Der Konnektor hat noch einmal nachgesehen, was Einstellungen brauchen: Es fehlt nichts mehr. Es ist nichts weiter zu tun.',
  },
  checks: {
    'web.public-url': 'Öffentliche Adresse',
    'lucca.reachable': 'Verbindung zu Lucca',
    'lucca.key': 'API-Schlüssel von Lucca',
    'lucca.rights': 'Rechte des API-Schlüssels von Lucca',
    'lucca.former-employees': 'Ausgeschiedene Mitarbeiter in Lucca',
    'lucca.establishments': 'Betriebe in Lucca',
    'lucca.departments': 'Abteilungen in Lucca',
    'lucca.roles': 'Aufgaben in Lucca',
    'lucca.contract-types': 'Vertragsarten in Lucca',
    'lucca.defaults': 'Vorgegebene Werte',
    'lucca.rules': 'Regeln',
    'lucca.filters': 'Suche in Lucca',
    'lucca.quota': 'Kontingent in Lucca',
    'flatchr.key': 'API-Schlüssel von Flatchr',
    'flatchr.company': 'Unternehmen in Flatchr',
    'flatchr.columns': 'Spalte der Eingestellten in Flatchr',
    'flatchr.tags': 'Bewerber-Tags in Flatchr',
    'flatchr.contract-types': 'Vertragsarten in Flatchr',
    'flatchr.hired': 'Abgleich mit Flatchr',
    chat: 'Chat-Kanal',
  },
  calm: 'Was gefunden wurde, steht hier auf Englisch, wie im Terminal. Diese Nachricht kommt einmal, wenn sich ändert, was nicht stimmt; solange etwas nicht stimmt, sieht der Konnektor jede Stunde wieder nach.',
  again: 'Ist es behoben, sieht dieser Befehl sofort noch einmal nach:',
  footer: (connection) => `Automatische Nachricht des Konnektors Flatchr → Lucca an seine Betreuer. Verbindung: ${connection}.`,
} satisfies FindingsTexts;
