import type { MissedTexts } from './texts.js';

const RESTART = 'Starten Sie den Konnektor neu.';
const MEANT = 'Ist es so gewollt, brauchen Sie nichts zu tun.';

export const missedInGerman = {
  subject: {
    column: 'Eine Einstellung in Flatchr wird nicht übernommen',
    company: 'Eine Einstellung in Flatchr wird nicht übernommen',
    body: 'Flatchr sendet, was sich nicht verwenden lässt',
    event: 'Flatchr meldet andere Ereignisse als Einstellungen',
    gone: 'Eine Spalte für Eingestellte gibt es in Flatchr nicht mehr',
    quiet: 'Von Flatchr ist länger nichts gekommen',
  },
  what: {
    column:
      'In Flatchr wurde jemand in eine Spalte für Eingestellte verschoben, die nicht in der Konfiguration steht. Für alle, die dorthin kommen, entsteht in Lucca keine Akte.',
    company: 'Flatchr hat eine Einstellung eines anderen Unternehmens gemeldet als des konfigurierten. In Lucca entsteht dafür keine Akte.',
    body: 'Flatchrs Webhook hat etwas gesandt, das sich nicht verwenden lässt. War es eine Einstellung, entsteht dafür in Lucca keine Akte.',
    event: 'Flatchrs Webhook meldet ein Ereignis, bei dem niemand verschoben wurde. In Lucca geschieht dazu nichts.',
    gone: 'In Flatchr gibt es keine Spalte mehr mit einem der konfigurierten Namen. Wer in eine andere Spalte verschoben wird, wird nicht übernommen.',
    quiet:
      'Flatchrs Webhook hat länger nichts gesandt, obwohl Flatchr in der Spalte für Eingestellte Personen zeigt, bei denen sich seither etwas geändert hat. In Lucca können Einstellungen fehlen.',
  },
  labels: {
    connection: 'Verbindung',
    title: 'Spalte in Flatchr',
    seen: {
      column: 'Ihre Kennung',
      company: 'Unternehmen in Flatchr',
      body: 'Was daran falsch ist',
      event: 'Das Ereignis',
      gone: 'Der Name',
    },
    configured: { column: 'Konfigurierte Spalten', company: 'Konfiguriertes Unternehmen', gone: 'Konfigurierte Spalten' },
    applicant: 'Flatchrs Nummer der Bewerbung',
  },
  none: 'keine',
  once: 'Diese Nachricht kommt für jede Ursache einmal, und erst wieder, nachdem es zwischendurch gelungen ist.',
  kept: 'Was Flatchr gesandt hat, ist aufbewahrt und lässt sich nachreichen.',
  heading: 'Was Sie tun können',
  todo: {
    column: (setting) => [
      `Ist es eine Spalte für Eingestellte, vielleicht umbenannt: Tragen Sie ${setting} in der Konfiguration unter flatchr.hiredColumns ein. ${RESTART}`,
      MEANT,
    ],
    company: (setting) => [`Ist es Ihr Unternehmen: Ändern Sie flatchr.companyId in der Konfiguration auf ${setting}. ${RESTART}`, MEANT],
    body: () => [
      'Sehen Sie mit den Befehlen unten und im Protokoll des Webprozesses nach, was es ist.',
      'Hat Flatchr seine Form geändert, hilft eine neuere Version.',
    ],
    event: () => [
      'Wählen Sie in Flatchr unter Administration › Marketplace › Webhooks das Ereignis für verschobene Personen (drag_applicant).',
      MEANT,
    ],
    gone: () => [
      `Sehen Sie in Flatchr nach dem neuen Namen der Spalte und tragen Sie ihn unter flatchr.hiredColumns ein. ${RESTART}`,
      'npx hire doctor zählt Flatchrs Spalten auf.',
    ],
    quiet: () => [
      'Sehen Sie in Flatchr unter Administration › Marketplace › Webhooks nach, ob der Webhook für jede Stelle da ist und die richtige Adresse hat.',
      'Sehen Sie nach, ob die Adresse von außen erreichbar ist: npx hire doctor.',
      MEANT,
    ],
  },
  after: 'Danach lassen sich die versäumten Einstellungen nachreichen:',
  footer: (connection) => `Automatische Nachricht des Konnektors Flatchr → Lucca an seine Betreiber. Verbindung: ${connection}.`,
} satisfies MissedTexts;
