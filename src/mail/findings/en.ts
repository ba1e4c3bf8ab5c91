import type { FindingsTexts } from './texts.js';

export const findingsInEnglish = {
  subjects: {
    'checks-fail': (connection) => `Something that hires need is not right (${connection})`,
    'checks-pass': (connection) => `All that hires need is right again (${connection})`,
  },
  leads: {
    'checks-fail': 'The connector has looked at what hires need, and not all of it is right. Hires may wait, or miss something.',
    'checks-pass': 'The connector has looked again at what hires need: nothing fails any more. There is nothing left to do.',
  },
  checks: {
    'web.public-url': 'Public address',
    'lucca.reachable': 'Way to Lucca',
    'lucca.key': 'Lucca’s API key',
    'lucca.rights': 'Rights of Lucca’s API key',
    'lucca.former-employees': 'Former employees in Lucca',
    'lucca.establishments': 'Establishments in Lucca',
    'lucca.departments': 'Departments in Lucca',
    'lucca.roles': 'Roles in Lucca',
    'lucca.contract-types': 'Contract types in Lucca',
    'lucca.defaults': 'Default values',
    'lucca.rules': 'Rules',
    'lucca.filters': 'Look-ups in Lucca',
    'lucca.quota': 'Quota in Lucca',
    'flatchr.key': 'Flatchr’s API key',
    'flatchr.company': 'Company in Flatchr',
    'flatchr.columns': 'Hired column in Flatchr',
    'flatchr.tags': 'Candidate tags in Flatchr',
    'flatchr.contract-types': 'Contract types in Flatchr',
    'flatchr.hired': 'Comparison with Flatchr',
    chat: 'Chat channel',
  },
  calm: 'This message comes once for each change of what fails; while something does, the connector looks again every hour.',
  again: 'When it is mended, look again at once with:',
  footer: (connection) => `Automatic message of the Flatchr → Lucca connector to its operators. Connection: ${connection}.`,
} satisfies FindingsTexts;
