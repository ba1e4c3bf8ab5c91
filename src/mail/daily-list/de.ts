import type { DailyListTexts } from './texts.js';

export const dailyListInGerman = {
  subject: (count, day) => `${count === 1 ? '1 Neueinstellung wartet' : `${count} Neueinstellungen warten`} auf eine Antwort – ${day}`,
  lead: (count) =>
    count === 1
      ? 'Diese Einstellung wartet auf eine Antwort. Sobald sie da ist, geht es von selbst weiter.'
      : 'Diese Einstellungen warten auf eine Antwort. Sobald sie da ist, geht es jeweils von selbst weiter.',
  urgent: (count) =>
    count === 1
      ? 'Eine Person fängt heute an oder hat schon angefangen und ist noch nicht in Lucca.'
      : `${count} Personen fangen heute an oder haben schon angefangen und sind noch nicht in Lucca.`,
  answer: 'Was genau fehlt und wie Sie antworten, steht in der Nachricht zur jeweiligen Einstellung.',
  open: 'Klicken Sie auf einen Namen, um zu antworten.',
  waits: (date, when) => `wartet seit dem ${date} (${when})`,
  starts: (when) => `beginnt ${when}`,
  started: (when) => `hat ${when} begonnen`,
  noStart: 'Eintrittsdatum unbekannt',
  more: (count) => (count === 1 ? 'und 1 weitere' : `und ${count} weitere`),
  footer: (connection) => `Automatische Nachricht des Konnektors Flatchr → Lucca, an jedem Werktag. Verbindung: ${connection}.`,
} satisfies DailyListTexts;
