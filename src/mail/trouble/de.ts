import type { TroubleTexts } from './texts.js';

const NEW_KEY = 'Tragen Sie ihn in die Konfiguration ein und starten Sie den Worker neu.';

export const troubleInGerman = {
  systems: { flatchr: 'Flatchr', lucca: 'Lucca' },
  subjects: {
    trouble: (connection, what) => `Neueinstellungen warten (${connection}): ${what}`,
    works: (connection, system) => `${system} antwortet wieder, Neueinstellungen laufen weiter (${connection})`,
    silence: (connection, system) => `Keine Neueinstellung wartet mehr auf ${system} (${connection})`,
  },
  causes: {
    'key-refused': (system) => `${system} weist den API-Schlüssel des Konnektors zurück`,
    unreachable: (system) => `${system} ist nicht erreichbar oder wird gewartet`,
    'rate-limited': (system) => `${system} lässt seit langem keine Anfrage durch, weil das Kontingent aufgebraucht ist`,
    'endpoint-gone': (system, endpoint = 'diese Liste') => `${system} kennt ${endpoint} nicht mehr`,
  },
  labels: { connection: 'Verbindung', system: 'System', since: 'Störung seit', underWay: 'Laufende Neueinstellungen' },
  calm: 'Nichts geht verloren: Die Einstellungen warten und laufen von selbst weiter, sobald es wieder geht. Dann erhalten Sie noch eine Nachricht, vorher keine.',
  heading: 'Was Sie tun können',
  todo: {
    'key-refused': {
      lucca: [
        'Prüfen Sie in Lucca, ob es den Schlüssel noch gibt und ob er seine Berechtigungen hat: Zahnrad › Authentifizierung, SSO und API › API-Schlüssel (in neueren Konten: Rakete › Integrationen).',
        `Wenn nicht, legen Sie dort einen neuen an. ${NEW_KEY}`,
      ],
      flatchr: [
        'Schlüssel von Flatchr laufen anscheinend nach einem Jahr ab. Legen Sie in Flatchr einen neuen an: Advanced Settings › Advanced › API.',
        NEW_KEY,
      ],
    },
    unreachable: [
      'Nichts, solange es nicht anhält: Es geht von selbst vorüber.',
      'Hält es an, prüfen Sie das Netz und die Namensauflösung dort, wo der Worker läuft, und die Statusseite des Systems.',
    ],
    'rate-limited': ['Finden Sie heraus, welche andere Anbindung des Kontos das Kontingent aufbraucht, oder lassen Sie es erhöhen.'],
    'endpoint-gone': [
      'Warten hilft hier nicht: Entweder ist die Adresse des Kontos in der Konfiguration (lucca.host) falsch, oder die Liste wurde abgeschaltet.',
      'Stimmt die Adresse, installieren Sie eine neuere Version des Konnektors.',
      'Bis dahin kommen Einstellungen ohne die Liste aus, wo die Konfiguration unter defaults oder rules Ids nennt: Tragen Sie sie dort ein, und starten Sie den Worker neu.',
    ],
  },
  atOnce: 'Ist es behoben, laufen die Einstellungen binnen Minuten weiter; sofort mit:',
  works: (system) => `${system} antwortet wieder. Die wartenden Einstellungen laufen von selbst weiter; zu tun ist nichts mehr.`,
  silence: (system) =>
    `Seit einer Weile ist keine Einstellung mehr auf die Störung bei ${system} gestoßen: Die wartenden sind beendet, oder jemand hat sie abgebrochen. Ob ${system} wieder antwortet, zeigt sich bei der nächsten Einstellung.`,
  footer: (connection) => `Automatische Nachricht des Konnektors Flatchr → Lucca an seine Betreiber. Verbindung: ${connection}.`,
} satisfies TroubleTexts;
