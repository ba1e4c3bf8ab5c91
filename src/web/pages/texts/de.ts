import { MAX_LENGTH } from '../../../hire/draft.js';
import type { PageTexts } from './texts.js';

const persons = (count: number): string => (count === 1 ? '1 Person' : `${count} Personen`);

export const pagesInGerman = {
  name: 'Deutsch',
  languages: 'Sprache',
  waiting: 'Diese Einstellung ist angehalten und wartet auf Ihre Antwort. Danach geht sie von selbst weiter.',
  since: (instant) => `Wartet seit dem ${instant} Uhr.`,
  expires: (instant) => `Ohne Antwort läuft sie am ${instant} ab.`,

  choose: 'Bitte wählen',
  search: 'Tippen Sie, um in der Liste zu suchen.',
  send: 'Antwort senden',
  others: 'Andere Werte korrigieren',
  othersHint: 'Geändert wird nur, was Sie hier ändern.',
  retry: 'Es ist behoben: erneut versuchen',
  link: (name) => `Dieselbe Person: mit ${name} verknüpfen`,
  createAnyway: (code) =>
    code === 'employee-exists'
      ? 'Nicht dieselbe Person: neue Akte anlegen'
      : code === 'employee-gone'
        ? 'Neu einstellen: neue Akte anlegen'
        : 'Die Einstellung gilt: weitermachen',
  preview: {
    button: 'Was würde gesendet?',
    texts: {
      nothingSent: 'Mit diesen Werten ginge es so weiter. Gesendet wurde noch nichts.',
      asked: 'Mit diesen Werten käme zuerst eine andere Frage:',
      unknown: 'Das ließ sich gerade nicht ermitteln. Gesendet wurde nichts; bitte versuchen Sie es erneut.',
    },
  },
  approve: 'Freigeben: Akte anlegen',
  compare: { caption: 'Ist das dieselbe Person?', hire: 'Diese Einstellung', lucca: 'Bereits in Lucca' },
  abandon: {
    summary: 'Es ist doch keine Einstellung',
    reason: 'Warum ist es keine Einstellung?',
    button: 'Diese Einstellung abbrechen',
    keep: 'Nein, weitermachen',
    effect:
      'Es wird nichts mehr an Lucca gesendet. Später wieder aufnehmen lässt sich die Einstellung aus der Liste der Neueinstellungen oder durch einen neuen Zug in die Spalte „eingestellt“ in Flatchr.',
  },
  or: 'Andere Antworten',

  errors: {
    summary: 'Es wurde noch nichts gesendet: Bitte prüfen Sie, was markiert ist.',
    required: 'Bitte ausfüllen.',
    noneChosen: 'Bitte wählen Sie mindestens eine Einstellung aus.',
    nothingChanged: 'Bitte ändern Sie mindestens einen Wert.',
    fixedLogin: 'Der Login lässt sich hier nicht mehr ändern, weil damit schon eine Akte bestehen kann. Ändern Sie ihn später in Lucca.',
    inLucca: 'Die Akte besteht schon in Lucca: Dieser Wert lässt sich nur noch dort ändern. Leeren Sie das Feld hier.',
    reason: `Bitte geben Sie einen Grund mit höchstens ${MAX_LENGTH} Zeichen an.`,
  },

  outcomes: {
    'in-progress': {
      title: 'Ihre Antwort ist angekommen',
      text: 'Die Einstellung geht weiter. Diese Seite aktualisiert sich von selbst, bis die Akte in Lucca ist; Sie können sie auch schließen, eine Mail folgt.',
    },
    'awaiting-correction': {
      title: 'Diese Frage ist beantwortet',
      text: 'Inzwischen wartet die Einstellung auf die Antwort zu einer anderen Frage. Eine Mail dazu ist auf dem Weg zu Ihnen.',
    },
    created: { title: 'Die Akte ist in Lucca', text: 'Bitte vervollständigen Sie sie dort und starten Sie das Onboarding.' },
    linked: {
      title: 'Die Einstellung ist mit einer Akte verknüpft, die schon in Lucca war',
      text: 'Es wurde keine neue Akte angelegt. Bitte prüfen Sie die vorhandene und starten Sie das Onboarding.',
    },
    previewed: {
      title: 'Von dieser Einstellung gibt es eine Vorschau',
      text: 'An Lucca wurde nichts gesendet. Was gesendet würde, steht unten.',
    },
    abandoned: {
      title: 'Diese Einstellung wurde abgebrochen',
      text: 'Um sie wieder aufzunehmen, ziehen Sie die Person in Flatchr zurück in die Spalte „eingestellt“.',
    },
    expired: {
      title: 'Diese Einstellung ist abgelaufen',
      text: 'Niemand hat rechtzeitig geantwortet. Um sie wieder aufzunehmen, ziehen Sie die Person in Flatchr zurück in die Spalte „eingestellt“.',
    },
    repeat: {
      title: 'Diese Einstellung steht schon auf der Liste',
      text: 'Flatchr hat dieselbe Bewerbung zweimal gemeldet. Sie geht einmal weiter, unter ihrer anderen Nummer; hier müssen Sie nichts tun.',
    },
  },
  answered: (by, instant) => `Beantwortet von ${by} am ${instant} Uhr.`,
  underWay: {
    title: 'Diese Einstellung ist in Arbeit',
    text: 'Sie müssen nichts tun. Diese Seite aktualisiert sich von selbst; sobald die Akte in Lucca ist, folgt eine Mail.',
  },
  filed:
    'Die Akte ist schon in Lucca. Was noch fehlt, erledigt sich von selbst; danach folgt eine Mail. Diese Seite aktualisiert sich von selbst.',
  heldUp: {
    flatchr: 'Flatchr antwortet gerade nicht. Wir versuchen es von selbst weiter, und es geht nichts verloren.',
    lucca: 'Lucca antwortet gerade nicht. Wir versuchen es von selbst weiter, und es geht nichts verloren.',
    mail: 'Der Mailserver nimmt gerade keine Mail an. Wir versuchen es von selbst weiter, und es geht nichts verloren.',
  },
  heldUpSince: (instant) => `Seit dem ${instant} Uhr.`,
  nextAttempt: (instant) => `Nächster Versuch: ${instant} Uhr.`,
  retryNow: 'Jetzt erneut versuchen',
  reopen: 'Einstellung wieder aufnehmen',
  reopenHere:
    'An Lucca wird nichts mehr gesendet. Sie können die Einstellung hier wieder aufnehmen; ein neuer Zug in die Spalte „eingestellt“ in Flatchr bewirkt dasselbe.',

  story: {
    heading: 'Was bisher geschah',
    hired: 'In Flatchr in die Spalte „eingestellt“ gezogen.',
    origins: {
      reconciliation: 'In der Spalte „eingestellt“ von Flatchr gefunden, dessen Nachricht davon nicht angekommen war.',
      backfill: 'In der Spalte „eingestellt“ von Flatchr gefunden und nachträglich übernommen.',
    },
    repeat: 'Dieselbe Bewerbung war unter ihrer anderen Nummer schon bekannt: dort geht sie weiter.',
    answered: {
      fields: (by, values) => `${by} hat geantwortet – ${values}.`,
      retry: (by) => `${by} hat es erneut versuchen lassen.`,
      'use-existing': (by, id) => `${by} hat die vorhandene Akte Nr.\u00A0${id} genannt.`,
      'create-anyway': (by, hired) => (hired ? `${by} hat die Einstellung bestätigt.` : `${by} hat geantwortet: nicht dieselbe Person.`),
      approve: (by) => `${by} hat das Anlegen freigegeben.`,
      abandon: (by, reason) => `${by} hat abgebrochen: ${reason}`,
    },
    told: {
      problem: (people) => `Frage per Mail an ${persons(people)} geschickt.`,
      escalation: (people) => `Noch ohne Antwort: Mail an ${persons(people)} geschickt.`,
      'last-warning': (people) => `Letzte Erinnerung per Mail an ${persons(people)} geschickt.`,
      created: (people) => `Ergebnis per Mail an ${persons(people)} geschickt.`,
      linked: (people) => `Ergebnis per Mail an ${persons(people)} geschickt.`,
      previewed: (people) => `Vorschau per Mail an ${persons(people)} geschickt.`,
      abandoned: (people) => `Ende per Mail an ${persons(people)} gemeldet.`,
      expired: (people) => `Ende per Mail an ${persons(people)} gemeldet.`,
      changed: (people) => `Änderung per Mail an ${persons(people)} gemeldet.`,
      'broken-off': (people) => `Ende per Mail an ${persons(people)} gemeldet.`,
    },
    refused: (addresses) => `Der Mailserver hat ${addresses === 1 ? 'eine Adresse' : `${addresses} Adressen`} abgelehnt.`,
    'dragged-again': 'Noch einmal in die Spalte „eingestellt“ gezogen.',
    'still-in-lucca': (login) => `Die Akte ${login} ist in Lucca: es ist nichts zu tun.`,
    'mail-late': 'Der Mailserver nimmt keine Mail an; wir versuchen es weiter.',
    created: (login) => `In Lucca angelegt, mit dem Login ${login}.`,
    linked: (login) => `Verknüpft mit der Akte ${login}.`,
    expired: 'Ohne Antwort abgelaufen.',
    previewed: 'Vorschau gemacht; an Lucca wurde nichts gesendet.',
    abandoned: 'Abgebrochen.',
  },

  fresh: 'Neuen Link per Mail anfordern',
  freshSent: {
    title: 'Ein neuer Link ist unterwegs',
    text: 'Wenn die Einstellung noch wartet, haben Sie binnen einer Minute eine Mail. Bitte öffnen Sie die neueste.',
  },
  bad: {
    title: 'Dieser Link ist ungültig',
    text: 'Vielleicht wurde er beim Kopieren abgeschnitten. Bitte öffnen Sie ihn aus der Mail selbst, oder antworten Sie aus einer neueren Mail.',
  },
  expired: { title: 'Dieser Link ist abgelaufen', text: 'Links gelten zwei Wochen. Wir können Ihnen einen neuen schicken.' },
  used: {
    title: 'Dieser Link wurde schon benutzt',
    text: 'Die Frage ist beantwortet, oder die Einstellung wurde seither neu begonnen.',
  },
  list: {
    title: 'Neueinstellungen',
    views: { waiting: 'Wartet auf Antwort', 'under-way': 'In Arbeit', ended: 'Beendet' },
    search: 'Name oder Stelle',
    find: 'Suchen',
    none: 'Zurzeit keine.',
    notFound: (search) => `Hier passt keine Einstellung zu „${search}“.`,
    more: 'Mehr anzeigen',
    since: (when) => `wartet seit dem ${when} Uhr`,
    starts: (date) => `Eintritt am ${date}`,
    paused: (connection, since, by) =>
      `${connection} ist seit dem ${since} Uhr angehalten${by && ` (von ${by})`}. Neue Einstellungen werden angenommen und warten; in Lucca wird nichts angelegt, bis jemand die Verbindung weiterlaufen lässt.`,
    statuses: {
      'in-progress': 'in Arbeit',
      'awaiting-correction': 'wartet auf Antwort',
      created: 'in Lucca',
      linked: 'mit einer Akte in Lucca verknüpft',
      previewed: 'Vorschau, nichts gesendet',
      abandoned: 'abgebrochen',
      expired: 'abgelaufen',
      repeat: 'zweimal gemeldet, einmal in Arbeit',
    },
    mail: { late: 'die Mail dazu konnte noch nicht gesendet werden', refused: 'eine Mailadresse wurde abgelehnt' },
    group: (count, what) => `${count} Einstellungen warten auf dasselbe: ${what}.`,
    answerAll: 'Gemeinsam beantworten',
    whichHires: 'Für diese Einstellungen',
    answered: (count) =>
      count === 1 ? '1 Einstellung ist beantwortet und geht weiter.' : `${count} Einstellungen sind beantwortet und gehen weiter.`,
    left: 'Diese hat inzwischen jemand anders beantwortet, oder sie fragen jetzt nach etwas anderem:',
    rule: 'Soll beim nächsten Mal niemand gefragt werden? Dann geben Sie diese Zeilen Ihrer IT: Sie gehören in die Konfiguration des Konnektors.',
    back: 'Zurück zur Liste',
    signOut: 'Abmelden',
  },
  comparison: {
    title: 'Abgleich mit Flatchr',
    missing: 'In Flatchr eingestellt, noch nicht hier',
    lead: 'Flatchr meldet eine Einstellung ein einziges Mal. Damit keine verloren geht, sehen wir jede Stunde nach, wer dort in der Spalte „eingestellt“ steht und hier nicht bekannt ist.',
    never: 'Es gab noch keinen Abgleich.',
    noKey:
      'Mit Flatchr wird nicht abgeglichen: der Schlüssel für Flatchr fehlt, oder der Abgleich ist ausgeschaltet. Geht die Meldung einer Einstellung verloren, fällt das nicht auf.',
    running: 'Ein Abgleich läuft. Diese Seite aktualisiert sich von selbst.',
    last: (instant) => `Letzter Abgleich: ${instant} Uhr.`,
    counts: ({ hired, known, inLucca, started, missing }) =>
      `In Flatchr eingestellt: ${hired}. Davon hier bekannt: ${known}, schon in Lucca: ${inLucca}, jetzt übernommen: ${started}, noch nicht hier: ${missing}.`,
    unread: (rows) => (rows === 1 ? 'Ein Eintrag von Flatchr war nicht lesbar.' : `${rows} Einträge von Flatchr waren nicht lesbar.`),
    cutOff: (days) => `Von diesen Tagen hat Flatchr vielleicht nicht alles genannt: ${days}.`,
    headings: { missing: 'Noch nicht hier', started: 'Übernommen', gone: 'Hier angelegt, und nicht mehr in Lucca' },
    noDay: 'der Tag ist nicht bekannt: bitte ziehen Sie die Person noch einmal in die Spalte „eingestellt“',
    gone: (employee) => `Akte Nummer ${employee}`,
    button: 'Jetzt abgleichen',
    back: 'Zurück zur Liste',
  },
  signIn: {
    title: 'Die Liste der Neueinstellungen',
    lead: 'Geben Sie die Adresse an, an die die Mails zu Einstellungen gehen. Wir schicken Ihnen einen Link.',
    address: 'E-Mail-Adresse',
    button: 'Link per Mail anfordern',
    sent: {
      title: 'Bitte sehen Sie in Ihr Postfach',
      text: 'Wenn diese Adresse die Liste sehen darf, ist eine Mail mit einem Link unterwegs. Kommt keine, prüfen Sie bitte, ob die Adresse richtig geschrieben ist.',
    },
    enter: {
      title: 'Die Liste der Neueinstellungen',
      text: 'Sie öffnen die Liste auf diesem Gerät. Sie bleiben zwölf Stunden angemeldet.',
    },
    enterButton: 'Liste öffnen',
    old: { title: 'Dieser Link gilt nicht mehr', text: 'Links zur Liste gelten eine Stunde. Bitte fordern Sie einen neuen an.' },
  },

  unavailable: { title: 'Das geht gerade nicht', text: 'Es ist nichts verloren. Bitte versuchen Sie es in einer Minute noch einmal.' },
  tooMany: { title: 'Zu viele Versuche', text: 'Bitte warten Sie eine Minute und versuchen Sie es dann noch einmal.' },
} satisfies PageTexts;
