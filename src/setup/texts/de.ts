import type { SetupTexts } from './texts.js';

export const de: SetupTexts = {
  questions: {
    lucca: 'Name des Lucca-Kontos, der Teil vor .ilucca.net (oder ein ganzer Host wie acme.ilucca-test.net)',
    luccaKey: 'API-Schlüssel von Lucca (Zahnrad › Authentifizierung, SSO und API › API-Schlüssel)',
    connection: 'Ein kurzer Name für diese Verbindung; er steht in Adressen und ändert sich nie',
    establishment: 'Betrieb der Eingestellten, wo keine Regel einen anderen nennt',
    department: 'Abteilung, wo die Stelle in Flatchr keine hat',
    primaryRole: 'Hauptaufgabe',
    contractType: 'Vertragsart, wo die Stelle in Flatchr keine hat',
    contractTypes: 'Welcher Vertrag in Flatchr welcher in Lucca ist, als CDI=1, CDD=2',
    flatchrCompany: 'Unternehmensschlüssel von Flatchr (Erweiterte Einstellungen › Erweitert › API)',
    flatchrKey: 'API-Schlüssel von Flatchr (Erweiterte Einstellungen › Erweitert › API)',
    hiredColumn: 'Die Spalte, die „eingestellt“ bedeutet',
    startDateTag: 'Schlagwort (Tag) des Bewerbers, in dem der erste Arbeitstag steht',
    workEmailTag: 'Schlagwort (Tag) des Bewerbers, in dem die dienstliche E-Mail-Adresse steht',
    admins: 'Wer von jeder Einstellung erfährt und Fragen beantwortet (E-Mail-Adressen, mit Kommas)',
    mode: 'Was mit einer Einstellung geschieht, deren Angaben vollständig sind',
    language: 'Sprache der Mails und Seiten',
    timeZone: 'Zeitzone',
    country: 'Land, für Telefonnummern und Feiertage',
    smtp: 'Mailserver, als smtps://nutzer:passwort@mail.example:465',
    from: 'Absender der Mails',
    testMail: 'Eine Probemail an diese Adresse senden',
    publicUrl: 'Adresse, unter der Flatchr und die Admins den Connector erreichen, wie https://hires.acme.example',
  },
  intro: 'Einrichtung von Flatchr → Lucca. Vor der letzten Frage wird nichts geschrieben; Strg-C beendet.',
  none: 'keine',
  keep: 'leer: den jetzigen behalten',
  skip: 'leer: überspringen',
  modes: {
    live: 'live: die Akte wird in Lucca angelegt',
    approve: 'approve: ein Mensch gibt jedes Anlegen frei',
    preview: 'preview: in Lucca wird nichts geschrieben, die Mail zeigt, was gesendet würde',
  },
  required: 'muss angegeben werden',
  givenUp: 'Es wurde nichts geschrieben.',
  notAmong: (labels) => `muss eines von diesen sein: ${labels.join('; ')}`,
  badHost: 'muss der Name des Kontos sein, oder ein Host der Domains von Lucca, klein geschrieben, ohne https://',
  badId: 'muss aus Kleinbuchstaben, Ziffern und Bindestrichen bestehen, höchstens 32',
  badAddress: 'muss eine E-Mail-Adresse sein',
  badUrl: 'muss eine Adresse sein, die mit https:// (oder http://) beginnt',
  badZone: 'muss eine Zeitzone sein wie Europe/Paris',
  badCountry: 'muss ein Ländercode aus zwei Buchstaben sein wie DE',
  badSmtp: 'muss mit smtp:// oder smtps:// beginnen und einen Host nennen',
  badTypes: 'muss so aussehen: CDI=1, CDD=2; rechts die Nummern von Lucca',
  luccaRefused: (reason) =>
    `Lucca lehnt den Schlüssel ab (${reason}): noch einmal kopieren, und prüfen, ob er Mitarbeiter, Betriebe und Abteilungen lesen darf`,
  luccaUnreachable: (reason) => `Lucca ist nicht zu erreichen (${reason}): Stimmt der Name des Kontos?`,
  lists: { establishments: 'Betriebe', departments: 'Abteilungen', roles: 'Hauptaufgaben' },
  luccaUnlisted: (what, reason) =>
    `Lucca zählt nicht auf: ${what} (${reason}); Einstellungen, die das brauchen, werden auf einen Menschen warten`,
  flatchrRefused: (reason) => `Flatchr lehnt den Schlüssel ab (${reason}): noch einmal kopieren; Schlüssel enden wohl nach einem Jahr`,
  flatchrUnreachable: (reason) => `Flatchr ist nicht zu erreichen (${reason})`,
  flatchrCompanyUnknown: 'Flatchr kennt zu diesem Schlüssel kein solches Unternehmen',
  mailRefused: (reason) => `Der Mailserver lässt uns nicht hinein (${reason})`,
  withoutFlatchrKey:
    'Ohne Schlüssel von Flatchr glaubt der Connector dem Webhook, wie er kommt, kennt keine Tags, und kann Einstellungen nicht finden, die ihn nie erreicht haben.',
  contractTypesOf: (flatchr, lucca) =>
    [
      `Verträge in Flatchr: ${flatchr.join(', ') || 'unbekannt'}`,
      lucca.length > 0
        ? `Vertragsarten in Lucca: ${lucca.join(', ')}`
        : 'Lucca zählt seine Vertragsarten nicht auf; die Nummer steht in der Adresse der Seite einer Vertragsart.',
    ].join('\n'),
  testMailSubject: 'Flatchr → Lucca: Probe',
  testMailText: 'Der Connector kann Mails senden. Mehr ist nicht zu tun.',
  written: (file) => `${file} ist geschrieben; die Schlüssel stehen daneben in Dateien, die nur Sie lesen können.`,
  webhook: (url) =>
    [
      'In Flatchr: Administration › Marketplace › Webhooks › neuer Webhook',
      '  1. Ereignis: drag_applicant (ein Bewerber wird verschoben)',
      '  2. Spalte: die der Eingestellten, für alle Stellen',
      '  3. URL, genau so:',
      `     ${url}`,
    ].join('\n'),
  withoutPublicUrl: (root) =>
    `Ohne öffentliche Adresse erreicht Flatchr nichts: Setzen Sie Ihre an die Stelle von ${root}, oder rufen Sie noch einmal npx hire setup auf, mit --public-url und der Ihren.`,
  next: 'Starten, oder neu starten, wo es schon läuft: npm run serve. Danach sieht npx hire doctor den Rest nach, und ein erfundener Bewerber kann in die Spalte der Eingestellten gezogen werden.',
};
