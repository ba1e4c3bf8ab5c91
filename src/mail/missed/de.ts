import type { MissedTexts } from './texts.js';

const RESTART = 'Starten Sie den Konnektor neu.';
const MEANT = 'Ist es so gewollt, brauchen Sie nichts zu tun.';

export const missedInGerman = {
  subject: (connection) => `Eine Einstellung in Flatchr wird nicht übernommen (${connection})`,
  what: {
    column:
      'In Flatchr wurde jemand in eine Spalte für Eingestellte verschoben, die nicht in der Konfiguration steht. Für alle, die dorthin kommen, entsteht in Lucca keine Akte.',
    company: 'Flatchr hat eine Einstellung eines anderen Unternehmens gemeldet als des konfigurierten. In Lucca entsteht dafür keine Akte.',
  },
  labels: {
    connection: 'Verbindung',
    title: 'Spalte in Flatchr',
    seen: { column: 'Ihre Kennung', company: 'Unternehmen in Flatchr' },
    configured: { column: 'Konfigurierte Spalten', company: 'Konfiguriertes Unternehmen' },
    applicant: 'Flatchrs Nummer der Bewerbung',
  },
  none: 'keine',
  calm: 'Diese Nachricht kommt für jede Spalte und jedes Unternehmen einmal. Was Flatchr gesandt hat, ist aufbewahrt und lässt sich nachreichen.',
  heading: 'Was Sie tun können',
  todo: {
    column: (setting) => [
      `Ist es eine Spalte für Eingestellte, vielleicht umbenannt: Tragen Sie ${setting} in der Konfiguration unter flatchr.hiredColumns ein. ${RESTART}`,
      MEANT,
    ],
    company: (setting) => [`Ist es Ihr Unternehmen: Ändern Sie flatchr.companyId in der Konfiguration auf ${setting}. ${RESTART}`, MEANT],
  },
  after: 'Danach lassen sich die versäumten Einstellungen nachreichen:',
  footer: (connection) => `Automatische Nachricht des Konnektors Flatchr → Lucca an seine Betreiber. Verbindung: ${connection}.`,
} satisfies MissedTexts;
