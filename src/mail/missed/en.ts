import type { MissedTexts } from './texts.js';

const RESTART = 'Restart the connector.';
const MEANT = 'If it is right as it is, you need do nothing.';

export const missedInEnglish = {
  subject: {
    column: 'A hire in Flatchr is not taken over',
    company: 'A hire in Flatchr is not taken over',
    body: 'Flatchr sends what cannot be used',
    event: 'Flatchr reports other events than hires',
    gone: 'A hired column is no longer in Flatchr',
    quiet: 'Nothing has come from Flatchr for a while',
  },
  what: {
    column:
      'In Flatchr a candidate was moved to a hired column that the configuration does not name. No file is made in Lucca for those who are moved there.',
    company: 'Flatchr reported a hire of another company than the configured one. No file is made in Lucca for it.',
    body: 'Flatchr’s webhook sent a body that cannot be used. If it was a hire, no file is made in Lucca for it.',
    event: 'Flatchr’s webhook reports an event that is no move of a candidate. Nothing is made of it in Lucca.',
    gone: 'Flatchr has no column any more that goes by a configured name. Hires that are moved to another column are not taken over.',
    quiet:
      'Flatchr’s webhook has sent nothing for a while, although Flatchr shows candidates in the hired column that have changed since. Hires may be missing in Lucca.',
  },
  labels: {
    connection: 'Connection',
    title: 'Column in Flatchr',
    seen: { column: 'Its id', company: 'Company in Flatchr', body: 'What is wrong', event: 'The event', gone: 'The name' },
    configured: { column: 'Configured columns', company: 'Configured company', gone: 'Configured columns' },
    applicant: 'Flatchr’s number of the application',
  },
  none: 'none',
  once: 'This message comes once for each cause, and again only after it went right in between.',
  kept: 'What Flatchr sent is kept and can be sent in later.',
  heading: 'What you can do',
  todo: {
    column: (setting) => [
      `If it is a hired column, perhaps renamed: put ${setting} into flatchr.hiredColumns in the configuration. ${RESTART}`,
      MEANT,
    ],
    company: (setting) => [`If it is your company: correct flatchr.companyId to ${setting} in the configuration. ${RESTART}`, MEANT],
    body: () => [
      'See what it is with the commands below, and in the log of the web process.',
      'If Flatchr has changed its form, install a newer release.',
    ],
    event: () => [
      'In Flatchr, under Administration › Marketplace › Webhooks, choose the event for a candidate who is moved (drag_applicant).',
      MEANT,
    ],
    gone: () => [
      `Look in Flatchr for the column’s new name and put it into flatchr.hiredColumns. ${RESTART}`,
      'npx hire doctor lists Flatchr’s columns.',
    ],
    quiet: () => [
      'Look in Flatchr, under Administration › Marketplace › Webhooks, whether the webhook is there for every offer, with the right address.',
      'Look whether the address can be reached from outside: npx hire doctor.',
      MEANT,
    ],
  },
  after: 'Then the hires that were missed can be sent in:',
  footer: (connection) => `Automatic message of the Flatchr → Lucca connector to its operators. Connection: ${connection}.`,
} satisfies MissedTexts;
