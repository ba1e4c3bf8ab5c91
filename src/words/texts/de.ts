import type { Texts } from './texts.js';

const KNOWN_TO_LUCCA = 'Nennen Sie einen Namen oder eine Nummer, die Lucca kennt.';
const A_NAME = 'Ein Name enthält mindestens einen Buchstaben.';

/** „der Nachname und die Abteilung“ → „Den Nachnamen und die Abteilung“. */
function asObject(fields: string): string {
  const inAccusative = fields.replaceAll(/\bder (?=\p{Lu})/gu, 'den ').replaceAll(/\b(Vor|Nach)name\b/g, '$1namen');
  return inAccusative.charAt(0).toUpperCase() + inAccusative.slice(1);
}

export const german = {
  locale: 'de-DE',
  quoted: (text) => `„${text}“`,
  labelled: (label, value) => `${label}: ${value}`,
  day: (day) => day,
  id: (id) => `Nr.\u00A0${id}`,

  fields: {
    lastName: { label: 'Nachname', the: 'der Nachname', form: A_NAME },
    firstName: { label: 'Vorname', the: 'der Vorname', form: A_NAME },
    email: { label: 'E-Mail-Adresse', the: 'die E-Mail-Adresse', form: 'Eine Adresse sieht aus wie vorname.name@beispiel.de.' },
    personalEmail: {
      label: 'Private E-Mail',
      the: 'die private E-Mail-Adresse',
      form: 'Eine Adresse sieht aus wie name@beispiel.de.',
    },
    phone: { label: 'Telefon', the: 'die Telefonnummer', form: 'Eine Nummer sieht aus wie +49 151 23456789.' },
    department: { label: 'Abteilung', the: 'die Abteilung', form: KNOWN_TO_LUCCA },
    establishment: { label: 'Betrieb', the: 'der Betrieb', form: KNOWN_TO_LUCCA },
    primaryRole: { label: 'Hauptaufgabe', the: 'die Hauptaufgabe', form: KNOWN_TO_LUCCA },
    contractType: {
      label: 'Vertragsart',
      the: 'die Vertragsart',
      form: 'Nennen Sie eine Vertragsart aus der Konfiguration oder ihre Nummer in Lucca.',
    },
    contractEnd: {
      label: 'Vertragsende',
      the: 'das Vertragsende',
      form: 'Ein Datum wird JJJJ-MM-TT geschrieben, zum Beispiel 2027-06-30, und liegt nach dem Eintritt.',
    },
    startDate: {
      label: 'Eintrittsdatum',
      the: 'das Eintrittsdatum',
      form: 'Ein Datum wird JJJJ-MM-TT geschrieben, zum Beispiel 2027-01-04.',
    },
    login: { label: 'Login', the: 'der Login', form: 'Ein Login besteht aus Buchstaben, Ziffern und den Zeichen . _ - @.' },
  },
  aValue: { label: 'Angabe', the: 'eine Angabe' },
  given: (quoted) => `Erhalten haben wir ${quoted}.`,
  suggested: (quoted) => `Vielleicht ist ${quoted} gemeint.`,
  origins: {
    flatchr: 'Flatchr',
    rule: 'konfigurierte Regel',
    default: 'Standardwert',
    'switch-date': 'Tag des Wechsels auf „eingestellt“',
    derived: 'automatisch gebildet',
    correction: 'von Hand korrigiert',
  },
  flags: {
    'personal-email': (value) => `Die private E-Mail-Adresse (${value}) durch die berufliche ersetzen, sobald es sie gibt.`,
    'date-of-offer': (value) =>
      `Das Eintrittsdatum (${value}) prüfen: Es ist das der Stellenanzeige, nicht das mit der Person vereinbarte.`,
    'end-of-offer': (value) => `Das Vertragsende (${value}) prüfen: Es ist das der Stellenanzeige, nicht ein mit der Person vereinbartes.`,
    'date-in-past': (value) => `Achtung: Das Eintrittsdatum (${value}) liegt schon in der Vergangenheit. Bitte prüfen Sie es in Lucca.`,
    'date-far-off': (value) =>
      `Achtung: Das von Hand angegebene Eintrittsdatum (${value}) liegt weit von heute entfernt. Bitte prüfen Sie es in Lucca.`,
    'date-of-switch': (value) =>
      `Das Eintrittsdatum (${value}) prüfen: Flatchr nennt keines, deshalb ist es der Tag des Wechsels auf „eingestellt“.`,
    'phone-as-typed': (value) => `Die Telefonnummer (${value}) prüfen: Sie ließ sich nicht lesen und wurde unverändert übernommen.`,
    'name-mended': (value, given) => `Den Namen (${value}) prüfen: Er kam beschädigt an, als ${given}, und wurde repariert.`,
    'name-shortened': (value, given) =>
      `Den Namen (${value}) prüfen: In Flatchr steht ${given}. Der Geburtsname wurde weggelassen, auch im Login.`,
    'tag-unread': (value) =>
      `Diese Angabe (${value}) prüfen: Flatchr zeigt die eigenen Felder der Person nicht mehr, in denen vielleicht eine andere steht.`,
    'login-changed': (value, given) => `Der Person diesen Login (${value}) mitteilen: Lucca hat ihn statt ${given} vergeben.`,
    'offer-unread': (value) =>
      `Die Abteilung (${value}) prüfen: Flatchr zeigt die Stellenanzeige nicht mehr, die vielleicht eine andere nennt.`,
  },

  subjects: {
    created: (person) => `${person}: in Lucca angelegt, bitte vervollständigen`,
    linked: (person) => `${person}: mit vorhandener Lucca-Akte verknüpft, bitte prüfen`,
    problem: (person, what) => `Antwort nötig – ${person}: ${what}`,
    escalation: (person, what) => `Noch ohne Antwort – ${person}: ${what}`,
    'last-warning': (person, what, until) => `Letzte Erinnerung, läuft ab am ${until} – ${person}: ${what}`,
    abandoned: (person, check) => `${person}: Einstellung abgebrochen${check ? ', bitte in Lucca prüfen' : ''}`,
    expired: (person, check) => `${person}: Einstellung ohne Antwort abgelaufen${check ? ', bitte in Lucca prüfen' : ''}`,
    previewed: (person) => `Vorschau – ${person}: würde in Lucca angelegt`,
    changed: (person, off) => `${person}: ${off ? 'zurückgezogen? Die Akte ist in Lucca' : 'in Flatchr geändert, bitte in Lucca prüfen'}`,
    'broken-off': (person) => `${person}: Einstellung unterbrochen, bitte in Lucca prüfen`,
  },
  leads: {
    created: (person, account) => `Gute Nachricht: Die Akte von ${person} ist in Lucca (${account}) angelegt.`,
    linked: (person, account) =>
      `Die Einstellung von ${person} ist mit einer Akte verknüpft, die es in Lucca (${account}) schon gab. Eine neue Akte wurde nicht angelegt.`,
    problem: (person) =>
      `Die Einstellung von ${person} ruht und wartet auf Ihre Antwort. Sobald Sie geantwortet haben, geht sie von selbst weiter.`,
    escalation: (person, since) =>
      `Die Einstellung von ${person} wartet seit dem ${since} auf eine Antwort. Sie erhalten diese Nachricht, weil bisher niemand geantwortet hat.`,
    'last-warning': (person, until) => `Ohne Antwort läuft die Einstellung von ${person} am ${until} ab.`,
    abandoned: (person, by) => `Die Einstellung von ${person} wurde von ${by} abgebrochen.`,
    expired: (person) => `Niemand hat rechtzeitig geantwortet: Die Einstellung von ${person} ist abgelaufen.`,
    previewed: (person, account) =>
      `Die Akte von ${person} würde jetzt in Lucca (${account}) angelegt. Dies ist eine Vorschau: An Lucca wurde nichts gesendet.`,
    changed: (person, account) =>
      `Die Akte von ${person} ist in Lucca (${account}). Seitdem hat sich in Flatchr etwas geändert. In Lucca wurde nichts geändert.`,
    'broken-off': (person) => `Die Einstellung von ${person} wurde in Temporal gestoppt und läuft nicht weiter.`,
  },

  changes: {
    left: (column) => `In Flatchr ist die Bewerbung nicht mehr in der Spalte „eingestellt“${column && `, sondern in ${column}`}.`,
    gone: 'Flatchr zeigt diese Bewerbung nicht mehr: Sie wurde archiviert, gelöscht oder anonymisiert.',
    back: 'In Flatchr ist die Bewerbung wieder in der Spalte „eingestellt“.',
    value: (label, was, now, sent) =>
      `${label}: In Flatchr stand ${was}, jetzt steht dort ${now}.${sent && ` An Lucca gesendet wurde ${sent}.`}`,
    todo: {
      withdrawn: 'Gilt die Einstellung nicht mehr: die Akte in Lucca beenden oder löschen und das Onboarding anhalten.',
      holds: 'Gilt sie weiter: In Lucca ist nichts zu tun; ziehen Sie die Karte in Flatchr zurück in die Spalte „eingestellt“.',
      back: 'In Lucca prüfen, ob die Akte da und vollständig ist.',
      value: 'Stimmt der neue Wert: ihn in der Akte in Lucca ändern.',
    },
  },

  notes: {
    created: (login) => `Die Akte ist in Lucca angelegt, Login ${login}.`,
    linked: (login) => `Die Einstellung ist mit einer Akte verknüpft, die es in Lucca schon gab, Login ${login}.`,
    problem: (what) => `Die Einstellung ruht und wartet auf eine Antwort: ${what}.`,
  },

  labels: {
    person: 'Person',
    vacancy: 'Stelle',
    start: 'Eintrittsdatum',
    where: 'Einsatz',
    reason: 'Grund',
    openProblem: 'Offen gebliebene Frage',
    heardOf: 'Bekannt geworden',
  },
  heardOf: {
    reconciliation: 'durch den Abgleich mit Flatchr: dessen Nachricht von dieser Einstellung war nicht angekommen',
    backfill: 'durch nachträgliche Übernahme früherer Einstellungen',
  },
  headings: {
    values: 'Die gesendeten Werte und ihre Herkunft',
    todo: 'Für Sie bleibt zu tun',
    known: 'Was wir schon wissen',
    existing: 'In Lucca gibt es bereits',
    words: 'Die Antwort von Lucca',
    answers: 'Das können Sie antworten',
    operator: 'Für Ihre IT',
    planned: 'Die Werte, die gesendet würden, und ihre Herkunft',
    requests: 'Was an Lucca gesendet würde',
  },
  todo: {
    completeFile: 'Die Akte in Lucca vervollständigen.',
    checkFile:
      'In der Akte Eintrittsdatum, Betrieb, Abteilung und Vertragsart prüfen; bei einer Wiedereinstellung auch das Austrittsdatum.',
    startOnboarding: 'Das Onboarding starten.',
  },
  toChange: (label, value) => `In Lucca zu ändern – ${label}: ${value}. Die Akte wurde vor dieser Änderung angelegt.`,
  openFile: 'Akte in Lucca öffnen',
  answer: 'Antworten',
  nothingCreated: 'In Lucca wurde nichts angelegt.',
  mayExist: 'Achtung: Vielleicht wurde in Lucca schon eine Akte angelegt. Bitte prüfen Sie das, bevor Sie neu beginnen.',
  stillExists: (login) => `Die Akte ${login} gibt es in Lucca; sie wurde nicht gelöscht.`,
  onlyIf: {
    'contract-differs': 'Danach, nur wenn der Vertrag, den Lucca mit der Akte anlegt, andere Werte hat ({contractId} ist seine Nummer):',
  },
  carryOut:
    'Von selbst wird nichts angelegt, auch nicht, wenn der Konnektor in den Echtbetrieb geht: Die Einstellung muss dann wieder aufgenommen werden, in der Liste der Neueinstellungen oder mit diesem Befehl:',
  reopen: 'Um diese Einstellung wieder aufzunehmen, ziehen Sie die Bewerbung in Flatchr noch einmal in die Spalte „eingestellt“.',

  issues: {
    missing: ({ the, defaultable }) => ({
      what: `${the} fehlt`,
      why: defaultable ? 'In Flatchr steht dazu nichts, und ein Standardwert ist nicht hinterlegt.' : 'In Flatchr steht dazu nichts.',
    }),
    unusable: ({ the }) => ({ what: `${the} ist nicht verwendbar`, why: '' }),
    doubtful: ({ the, field }) => ({
      what: `${the} ist zu bestätigen`,
      why:
        field === 'startDate'
          ? 'Das Datum liegt zu weit von heute entfernt, um ohne Rückfrage übernommen zu werden.'
          : 'Der Text scheint beschädigt angekommen zu sein oder mehr als den Namen zu enthalten.',
    }),
    'other-person': ({ given }) => ({
      what: `unter der E-Mail-Adresse der Bewerbung steht in Flatchr ${given || 'jemand anderes'}`,
      why: 'Das ist nicht der Name der Person, die auf „eingestellt“ verschoben wurde. Wurde er in Flatchr inzwischen korrigiert, geben Sie Vor- und Nachnamen so an, wie sie dort stehen.',
    }),
    'search-refused': () => ({
      what: 'Flatchr verweigert die Suche nach der Bewerbung',
      why: 'Wir konnten nicht prüfen, ob es eine Einstellung ist.',
    }),
    'not-hired': () => ({
      what: 'die Bewerbung ist nicht mehr in der Spalte „eingestellt“',
      why: 'Sie wurde in Flatchr inzwischen verschoben.',
    }),
    unknown: ({ named }) => ({ what: `${named} ist in Lucca unbekannt`, why: 'Vielleicht wurde der Name dort geändert oder gelöscht.' }),
    ambiguous: ({ the }) => ({
      what: `${the} ist nicht eindeutig`,
      why: 'Es kommen mehrere infrage, und wir fragen lieber, als zu raten.',
    }),
    unmapped: ({ named }) => ({
      what: `${named} hat in Lucca keine Entsprechung`,
      why: 'In der Konfiguration ist nicht festgelegt, welche Vertragsart in Lucca gemeint ist.',
    }),
    'head-left': ({ named }) => ({
      what: `${named} hat keine Leitung mehr`,
      why: 'Wer die Abteilung leitete, hat das Unternehmen verlassen; Lucca würde die Zuordnung ablehnen.',
    }),
    'login-unusable': ({ named, isGiven }) =>
      isGiven
        ? { what: `${named} ist nicht verwendbar`, why: '' }
        : {
            what: 'ein Login lässt sich nicht bilden',
            why: 'Vor- oder Nachname enthält keinen verwendbaren Buchstaben. Bitte schlagen Sie einen Login vor.',
          },
    'login-exhausted': () => ({
      what: 'alle möglichen Logins sind vergeben',
      why: 'Jedes konfigurierte Format ergibt einen Login, den es in Lucca schon gibt. Bitte schlagen Sie einen vor.',
    }),
    'login-taken': ({ named }) => ({
      what: `${named} ist schon vergeben`,
      why: 'Jemand anders verwendet ihn in Lucca oder hat ihn verwendet.',
    }),
    'employee-gone': () => ({
      what: 'die Akte dieser Einstellung ist nicht mehr in Lucca',
      why: 'Sie wurde dort gelöscht, oder die Person ist ausgeschieden; danach wurde die Bewerbung noch einmal in die Spalte „eingestellt“ gezogen.',
    }),
    'employee-exists': () => ({
      what: 'in Lucca gibt es schon eine ähnliche Akte',
      why: 'Bitte sagen Sie uns, ob es dieselbe Person ist.',
    }),
    approval: () => ({
      what: 'die Akte kann angelegt werden',
      why: 'Das geschieht, sobald Sie es freigeben. An Lucca wurde noch nichts gesendet.',
    }),
    'lucca-rejected': () => ({
      what: 'Lucca hat die Akte nicht angenommen',
      why: 'Mit den gesendeten Werten ließ sie sich nicht anlegen.',
    }),
    'contract-rejected': () => ({
      what: 'Lucca hat die Vertragsart nicht angenommen',
      why: 'Die Akte gibt es in Lucca bereits; nur die Vertragsart fehlt noch.',
    }),
  },
  offers: ({ label, field }) => `${label} – in ${field === 'contractType' ? 'der Konfiguration' : 'Lucca'} zur Auswahl:`,
  more: (count) => (count === 1 ? 'und 1 weitere Möglichkeit' : `und ${count} weitere`),
  existing: {
    since: (date) => `seit dem ${date}`,
    until: (date) => `bis zum ${date}`,
    former: (date) => `${date ? `zum ${date} ` : ''}ausgeschieden: es wäre eine Wiedereinstellung`,
    same: {
      email: 'gleiche E-Mail-Adresse',
      'login-and-name': 'gleicher Name und der vorgesehene Login',
      name: 'gleicher Name',
      login: 'der vorgesehene Login; vielleicht der soeben angelegte Mitarbeiter, inzwischen umbenannt',
    },
  },

  answers: {
    fields: (_code, fields) => (fields ? `${asObject(fields)} angeben.` : 'Die Werte korrigieren.'),
    retry: (code) => {
      if (code === 'not-hired') return 'Die Bewerbung in Flatchr zurück in die Spalte „eingestellt“ ziehen und es dann erneut versuchen.';
      if (code === 'head-left') return 'In Lucca eine neue Leitung für die Abteilung eintragen und es dann erneut versuchen.';
      return 'Den Fehler in Flatchr oder in Lucca beheben und es dann erneut versuchen.';
    },
    'use-existing': (code) =>
      code === 'employee-exists'
        ? 'Es ist dieselbe Person: die Einstellung mit der vorhandenen Akte verknüpfen.'
        : 'Die Akte gibt es inzwischen in Lucca: die Einstellung über deren Nummer damit verknüpfen.',
    'create-anyway': (code) =>
      code === 'employee-exists'
        ? 'Es ist nicht dieselbe Person: eine neue Akte anlegen.'
        : code === 'employee-gone'
          ? 'Neu einstellen: eine neue Akte anlegen.'
          : 'Die Einstellung gilt: trotzdem fortfahren.',
    approve: () => 'Freigeben: die Akte wird mit den gezeigten Werten angelegt.',
    abandon: (code) =>
      code === 'employee-gone'
        ? 'Es war ein Versehen: mit Angabe eines Grundes abbrechen.'
        : 'Es ist doch keine Einstellung: mit Angabe eines Grundes abbrechen.',
  },
  operator: {
    intro:
      'Um zu antworten, leiten Sie diese Nachricht mit Ihrer Entscheidung an die Person weiter, die den Konnektor betreibt. Die Befehle dazu:',
    signal: 'Oder direkt mit Temporal:',
    ui: 'Oder in der Oberfläche von Temporal: den Workflow öffnen, „Send a Signal“ wählen, Name „correction“, und den JSON-Text nach --input einfügen.',
  },
  placeholders: { you: 'Ihr Name', reason: 'Grund', value: '…' },
  footer: (connection, hireId) =>
    `Automatische Nachricht des Konnektors Flatchr → Lucca. Verbindung: ${connection}. Einstellung: ${hireId}.`,
} satisfies Texts;
