import type { SetupTexts } from './texts.js';

export const en: SetupTexts = {
  questions: {
    lucca: "Lucca's account name, the part before .ilucca.net (or a whole host such as acme.ilucca-test.net)",
    luccaKey: "Lucca's API key (cog › Authentication, SSO and API › API keys)",
    connection: 'A short name for this connection; it stands in addresses and never changes',
    establishment: 'Establishment of whoever is hired, where no rule says another',
    department: 'Department, where the offer in Flatchr has none',
    primaryRole: 'Primary role',
    contractType: 'Contract type, where the offer in Flatchr has none',
    contractTypes: 'Which contract in Flatchr is which in Lucca, as CDI=1, CDD=2',
    flatchrKey: "Flatchr's API key (on the same page)",
    flatchrCompany: "Flatchr's company key (Advanced Settings › Advanced › API)",
    hiredColumn: 'The column that means hired',
    startDateTag: 'Candidate tag that holds the first day at work',
    workEmailTag: 'Candidate tag that holds the professional e-mail address',
    admins: 'Who is told of every hire and answers questions (e-mail addresses, with commas)',
    language: 'Language of mails and pages',
    timeZone: 'Time zone',
    country: 'Country, for phone numbers and public holidays',
    smtp: 'Mail server, as smtps://user:password@mail.example:465',
    from: 'Sender of the mails',
    testMail: 'Send a test mail to this address',
    publicUrl: 'Address under which Flatchr and the admins reach the connector, as https://hires.acme.example',
  },
  intro: 'Setting up Flatchr → Lucca. Nothing is written before the last question; Ctrl-C ends it.',
  none: 'none',
  keep: 'empty: keep the present one',
  required: 'must be given',
  givenUp: 'Nothing was written.',
  notAmong: (labels) => `must be one of: ${labels.join('; ')}`,
  badHost: "must be the account's name, or a host of Lucca's domains, in lower case, without https://",
  badId: 'must be of lower-case letters, digits and hyphens, at most 32',
  badAddress: 'must be an e-mail address',
  badUrl: 'must be an address that begins with https:// (or http://)',
  badZone: 'must be a time zone such as Europe/Paris',
  badCountry: 'must be a two-letter country code such as FR',
  badSmtp: 'must begin with smtp:// or smtps:// and name a host',
  badTypes: 'must be as CDI=1, CDD=2: on the right the numbers of Lucca',
  luccaRefused: (reason) =>
    `Lucca refuses the key (${reason}): copy it again, and see that it may read users, establishments and departments`,
  luccaUnreachable: (reason) => `Lucca cannot be reached (${reason}): is the account's name right?`,
  lists: { establishments: 'establishments', departments: 'departments', roles: 'roles' },
  luccaUnlisted: (what, reason) => `Lucca does not list its ${what} (${reason}): hires that need one will wait for a person`,
  flatchrRefused: (reason) => `Flatchr refuses the key (${reason}): copy it again; keys seem to end after a year`,
  flatchrUnreachable: (reason) => `Flatchr cannot be reached (${reason})`,
  flatchrCompanyUnknown: 'Flatchr knows no such company for this key',
  mailRefused: (reason) => `The mail server does not let us in (${reason})`,
  withoutFlatchrKey:
    'Without a key of Flatchr the connector trusts the webhook as it comes, knows no tags, and cannot find hires that never reached it.',
  contractTypesOf: (flatchr, lucca) =>
    [
      `Contracts in Flatchr: ${flatchr.join(', ') || 'unknown'}`,
      lucca.length > 0
        ? `Contract types in Lucca: ${lucca.join(', ')}`
        : "Lucca does not list its contract types; the number stands in the address of a type's page.",
    ].join('\n'),
  testMailSubject: 'Flatchr → Lucca: test',
  testMailText: 'The connector can send mails. Nothing is left to do.',
  written: (file) => `${file} is written; keys are in files beside it that only you can read.`,
  webhook: (url) =>
    [
      'In Flatchr: Administration › Marketplace › Webhooks › new webhook',
      '  1. Event: drag_applicant (a candidate is moved)',
      '  2. Column: the hired one, for all offers',
      '  3. URL, exactly:',
      `     ${url}`,
    ].join('\n'),
  withoutPublicUrl: (root) =>
    `Without a public address Flatchr reaches nothing: put yours in the place of ${root}, or run the setup again with --public-url.`,
  next: 'Start it, or restart it where it runs: npm run serve. Then npx hire doctor looks at the rest, and a made-up candidate can be moved to the hired column.',
};
