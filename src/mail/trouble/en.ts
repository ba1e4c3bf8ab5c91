import type { TroubleTexts } from './texts.js';

const NEW_KEY = 'Put it into the configuration and restart the worker.';

export const troubleInEnglish = {
  systems: { flatchr: 'Flatchr', lucca: 'Lucca' },
  subjects: {
    trouble: (connection, what) => `Hires are held up (${connection}): ${what}`,
    works: (connection, system) => `${system} works again, hires go on (${connection})`,
    silence: (connection, system) => `No hire is held up by ${system} any more (${connection})`,
  },
  causes: {
    'key-refused': (system) => `${system} refuses the connector’s API key`,
    unreachable: (system) => `${system} cannot be reached, or is in maintenance`,
    'rate-limited': (system) => `${system} has let no request through for a long time, since the quota is used up`,
    'endpoint-gone': (system, endpoint = 'such list') => `${system} has no ${endpoint} any more`,
  },
  labels: { connection: 'Connection', system: 'System', since: 'Trouble since', underWay: 'Hires under way' },
  calm: 'Nothing is lost: the hires wait and go on by themselves once it works again. You will get one more message then, and none before.',
  heading: 'What you can do',
  todo: {
    'key-refused': {
      lucca: [
        'Check in Lucca whether the key still exists and has its permissions: cog › Authentication, SSO and API › API keys (on newer accounts: rocket › Integrations).',
        `If it does not, make a new one there. ${NEW_KEY}`,
      ],
      flatchr: ['Flatchr’s keys seem to expire after a year. Make a new one in Flatchr: Advanced Settings › Advanced › API.', NEW_KEY],
    },
    unreachable: [
      'Nothing, unless it lasts: it will pass by itself.',
      'If it lasts, check the network and the name resolution where the worker runs, and the system’s status page.',
    ],
    'rate-limited': ['Find out which other integration of the account uses the quota up, or have it raised.'],
    'endpoint-gone': [
      'Waiting will not mend this: either the address of the account in the configuration (lucca.host) is wrong, or the list has been taken out of service.',
      'If the address is right, install a newer version of the connector.',
      'Until then, hires need no list where the configuration names ids under defaults or rules: put them there, and restart the worker.',
    ],
  },
  atOnce: 'Once it is mended, the hires go on within minutes; at once with:',
  works: (system) => `${system} works again. The hires that waited go on by themselves; there is nothing left to do.`,
  silence: (system) =>
    `For a while no hire has met the trouble with ${system}: those that waited have ended, or were ended by a person. Whether ${system} works again will show with the next hire.`,
  footer: (connection) => `Automatic message of the Flatchr → Lucca connector to its operators. Connection: ${connection}.`,
} satisfies TroubleTexts;
