import type { MissedTexts } from './texts.js';

const RESTART = 'Restart the connector.';
const MEANT = 'If it is right as it is, you need do nothing.';

export const missedInEnglish = {
  subject: (connection) => `A hire in Flatchr is not taken over (${connection})`,
  what: {
    column:
      'In Flatchr a candidate was moved to a hired column that the configuration does not name. No file is made in Lucca for those who are moved there.',
    company: 'Flatchr reported a hire of another company than the configured one. No file is made in Lucca for it.',
  },
  labels: {
    connection: 'Connection',
    title: 'Column in Flatchr',
    seen: { column: 'Its id', company: 'Company in Flatchr' },
    configured: { column: 'Configured columns', company: 'Configured company' },
    applicant: 'Flatchr’s number of the application',
  },
  none: 'none',
  calm: 'This message comes once for each column or company. What Flatchr sent is kept and can be sent in later.',
  heading: 'What you can do',
  todo: {
    column: (setting) => [
      `If it is a hired column, perhaps renamed: put ${setting} into flatchr.hiredColumns in the configuration. ${RESTART}`,
      MEANT,
    ],
    company: (setting) => [`If it is your company: correct flatchr.companyId to ${setting} in the configuration. ${RESTART}`, MEANT],
  },
  after: 'Then the hires that were missed can be sent in:',
  footer: (connection) => `Automatic message of the Flatchr → Lucca connector to its operators. Connection: ${connection}.`,
} satisfies MissedTexts;
