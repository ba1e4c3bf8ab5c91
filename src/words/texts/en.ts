import type { Texts } from './texts.js';

const KNOWN_TO_LUCCA = 'Give a name or a number that Lucca knows.';
const A_NAME = 'A name has at least one letter.';

export const english = {
  locale: 'en-GB',
  quoted: (text) => `“${text}”`,
  labelled: (label, value) => `${label}: ${value}`,
  day: (day) => day,
  id: (id) => `no.\u00A0${id}`,

  fields: {
    lastName: { label: 'Last name', the: 'the last name', form: A_NAME },
    firstName: { label: 'First name', the: 'the first name', form: A_NAME },
    email: { label: 'E-mail address', the: 'the e-mail address', form: 'An address looks like first.last@example.com.' },
    personalEmail: {
      label: 'Personal e-mail',
      the: 'the personal e-mail address',
      form: 'An address looks like name@example.org.',
    },
    phone: { label: 'Phone', the: 'the phone number', form: 'A number looks like +44 7911 123456.' },
    department: { label: 'Department', the: 'the department', form: KNOWN_TO_LUCCA },
    establishment: { label: 'Establishment', the: 'the establishment', form: KNOWN_TO_LUCCA },
    primaryRole: { label: 'Primary role', the: 'the primary role', form: KNOWN_TO_LUCCA },
    contractType: { label: 'Contract type', the: 'the contract type', form: 'Give a configured contract type, or its number in Lucca.' },
    contractEnd: {
      label: 'End of contract',
      the: 'the end of the contract',
      form: 'A date is written YYYY-MM-DD, such as 2027-06-30, and lies after the start date.',
    },
    startDate: { label: 'Start date', the: 'the start date', form: 'A date is written YYYY-MM-DD, such as 2027-01-04.' },
    login: { label: 'Login', the: 'the login', form: 'A login is made of letters, digits and the characters . _ - @.' },
  },
  aValue: { label: 'Value', the: 'a value' },
  given: (quoted) => `We were given ${quoted}.`,
  suggested: (quoted) => `Perhaps ${quoted} is meant.`,
  origins: {
    flatchr: 'Flatchr',
    rule: 'configured rule',
    default: 'default value',
    'switch-date': 'day of the move to “hired”',
    derived: 'formed automatically',
    correction: 'corrected by hand',
  },
  flags: {
    'personal-email': (value) => `Replace the personal e-mail address (${value}) with the professional one as soon as it exists.`,
    'date-of-offer': (value) => `Check the start date (${value}): it is the job offer’s, not the one agreed with the person.`,
    'end-of-offer': (value) => `Check the end of the contract (${value}): it is the job offer’s, not one agreed with the person.`,
    'date-in-past': (value) => `Attention: the start date (${value}) is already in the past. Please check it in Lucca.`,
    'date-far-off': (value) => `Attention: the start date (${value}), given by hand, is far from today. Please check it in Lucca.`,
    'date-of-switch': (value) => `Check the start date (${value}): Flatchr gives none, so it is the day of the move to “hired”.`,
    'phone-as-typed': (value) => `Check the phone number (${value}): it could not be read and was sent as typed.`,
    'name-mended': (value, given) => `Check the name (${value}): it arrived damaged, as ${given}, and was mended.`,
    'name-shortened': (value, given) => `Check the name (${value}): Flatchr has ${given}. The birth name was left out, also of the login.`,
    'tag-unread': (value) => `Check this value (${value}): Flatchr no longer shows the person’s own fields, where another one may stand.`,
    'login-changed': (value, given) => `Tell the person this login (${value}): Lucca gave it in place of ${given}.`,
    'offer-unread': (value) => `Check the department (${value}): Flatchr no longer shows the job offer, which may name another.`,
  },

  subjects: {
    created: (person) => `${person}: created in Lucca, please complete the file`,
    linked: (person) => `${person}: linked to an existing Lucca file, please check`,
    problem: (person, what) => `Answer needed – ${person}: ${what}`,
    escalation: (person, what) => `Still no answer – ${person}: ${what}`,
    'last-warning': (person, what, until) => `Last reminder, expires on ${until} – ${person}: ${what}`,
    abandoned: (person, check) => `${person}: hire abandoned${check ? ', please check in Lucca' : ''}`,
    expired: (person, check) => `${person}: hire expired without an answer${check ? ', please check in Lucca' : ''}`,
    previewed: (person) => `Preview – ${person}: would be created in Lucca`,
    changed: (person, off) => `${person}: ${off ? 'withdrawn? The file is in Lucca' : 'changed in Flatchr, please check in Lucca'}`,
    'broken-off': (person) => `${person}: hire broken off, please check in Lucca`,
  },
  leads: {
    created: (person, account) => `Good news: ${person} is now in Lucca (${account}).`,
    linked: (person, account) =>
      `The hire of ${person} is linked to a file that was already in Lucca (${account}). No new file was created.`,
    problem: (person) => `The hire of ${person} is paused and waits for your answer. Once you have answered, it goes on by itself.`,
    escalation: (person, since) =>
      `The hire of ${person} has been waiting for an answer since ${since}. You receive this message because nobody has answered yet.`,
    'last-warning': (person, until) => `Without an answer by ${until}, the hire of ${person} will expire.`,
    abandoned: (person, by) => `The hire of ${person} was abandoned by ${by}.`,
    expired: (person) => `Nobody answered in time: the hire of ${person} has expired.`,
    previewed: (person, account) => `${person} would be created in Lucca (${account}) now. This is a preview: nothing was sent to Lucca.`,
    changed: (person, account) =>
      `The file of ${person} is in Lucca (${account}). Since then something has changed in Flatchr. Nothing was changed in Lucca.`,
    'broken-off': (person) => `The hire of ${person} did not end by itself: it was stopped in Temporal, and nothing goes on.`,
  },

  changes: {
    left: (column) => `In Flatchr the candidate is not in the hired column any more${column && `, but in ${column}`}.`,
    gone: 'Flatchr no longer shows this application: it was archived, deleted or made anonymous.',
    back: 'In Flatchr the candidate is in the hired column again.',
    value: (label, was, now, sent) => `${label}: Flatchr said ${was} and says ${now} now.${sent && ` Lucca was sent ${sent}.`}`,
    todo: {
      withdrawn: 'If the hire is off: end or delete the file in Lucca, and stop the onboarding.',
      holds: 'If it holds: there is nothing to do in Lucca; move the card back to the hired column in Flatchr.',
      back: 'Check in Lucca that the file is there and complete.',
      value: 'If the new value is right: change it in the file in Lucca.',
    },
  },

  notes: {
    created: (login) => `The file is created in Lucca, login ${login}.`,
    linked: (login) => `The hire is linked to a file that was already in Lucca, login ${login}.`,
    problem: (what) => `The hire is paused and waits for an answer: ${what}.`,
  },

  labels: {
    person: 'Person',
    vacancy: 'Job',
    start: 'Start date',
    where: 'Where',
    reason: 'Reason',
    openProblem: 'Question left open',
    heardOf: 'How it was heard of',
  },
  heardOf: {
    reconciliation: 'by comparing with Flatchr: its notice of this hire had not come',
    backfill: 'by taking up afterwards who was hired before',
  },
  headings: {
    values: 'The values sent, and where they came from',
    todo: 'Left for you to do',
    known: 'What we know already',
    existing: 'Already in Lucca',
    words: 'Lucca’s answer',
    answers: 'What you can answer',
    operator: 'For your operator',
    planned: 'The values that would be sent, and where they come from',
    requests: 'What would be sent to Lucca',
  },
  todo: {
    completeFile: 'Complete the file in Lucca.',
    checkFile: 'Check the start date, establishment, department and contract type in the file; for a rehire the end date as well.',
    startOnboarding: 'Start the onboarding.',
  },
  toChange: (label, value) => `To be changed in Lucca – ${label}: ${value}. The file was created before this change.`,
  openFile: 'Open the file in Lucca',
  answer: 'Answer',
  nothingCreated: 'Nothing was created in Lucca.',
  mayExist: 'Attention: a file may have been created in Lucca. Please check before you start again.',
  stillExists: (login) => `The file ${login} exists in Lucca; it was not deleted.`,
  onlyIf: {
    'contract-differs': 'Then, only if the contract that Lucca makes with the file has other values ({contractId} is its number):',
  },
  carryOut:
    'Nothing is created by itself, not even once the connector is live: the hire must be taken up again then, in the list of hires or by this command:',
  reopen: 'To take this hire up again, move the candidate back to the “hired” column in Flatchr.',

  issues: {
    missing: ({ the, defaultable }) => ({
      what: `${the} is missing`,
      why: defaultable ? 'Flatchr does not say, and no default value is set.' : 'Flatchr does not say.',
    }),
    unusable: ({ the }) => ({ what: `${the} cannot be used`, why: '' }),
    doubtful: ({ the, field }) => ({
      what: `${the} needs to be confirmed`,
      why:
        field === 'startDate'
          ? 'It is too far from today to be taken without a question.'
          : 'It seems to have arrived damaged, or to hold more than the name.',
    }),
    'other-person': ({ given }) => ({
      what: `Flatchr has ${given || 'someone else'} under the candidate’s e-mail address`,
      why: 'That is not the name of the candidate who was moved to “hired”. If it was corrected in Flatchr since, give the first and last name as they stand there.',
    }),
    'search-refused': () => ({
      what: 'Flatchr refuses to look for the candidate',
      why: 'We could not check that this is a hire.',
    }),
    'not-hired': () => ({ what: 'the candidate is no longer in the “hired” column', why: 'It has been moved in Flatchr since.' }),
    unknown: ({ named }) => ({ what: `${named} does not exist in Lucca`, why: 'The name may have been changed or removed there.' }),
    ambiguous: ({ the }) => ({
      what: `${the} is ambiguous`,
      why: 'There are several that it could be, and we would rather ask than guess.',
    }),
    unmapped: ({ named }) => ({
      what: `${named} has no counterpart in Lucca`,
      why: 'The configuration does not say which contract type in Lucca it stands for.',
    }),
    'head-left': ({ named }) => ({
      what: `${named} has no head any more`,
      why: 'The person who headed it has left the company; Lucca would refuse the assignment.',
    }),
    'login-unusable': ({ named, isGiven }) =>
      isGiven
        ? { what: `${named} cannot be used`, why: '' }
        : {
            what: 'no login can be formed',
            why: 'The first or last name has no usable letter. Please suggest a login.',
          },
    'login-exhausted': () => ({
      what: 'all possible logins are taken',
      why: 'Every configured format gives a login that is in Lucca already. Please suggest one.',
    }),
    'login-taken': ({ named }) => ({ what: `${named} is taken`, why: 'Someone else uses it in Lucca, or has used it.' }),
    'employee-gone': () => ({
      what: 'the file of this hire is not in Lucca any more',
      why: 'It was deleted there, or the person has left; then the candidate was moved to the “hired” column again.',
    }),
    'employee-exists': () => ({ what: 'a similar file is already in Lucca', why: 'Please tell us whether it is the same person.' }),
    approval: () => ({
      what: 'the file is ready to be created',
      why: 'It is created as soon as you approve. Nothing has been sent to Lucca yet.',
    }),
    'lucca-rejected': () => ({ what: 'Lucca refused to create the file', why: 'It did not accept the values that were sent.' }),
    'contract-rejected': () => ({
      what: 'Lucca refused the contract type',
      why: 'The file is already in Lucca; only the contract type is missing.',
    }),
  },
  offers: ({ the, field }) => `For ${the}, ${field === 'contractType' ? 'the configuration' : 'Lucca'} offers:`,
  more: (count) => `and ${count} more`,
  existing: {
    since: (date) => `since ${date}`,
    until: (date) => `until ${date}`,
    former: (date) => `left the company${date ? ` on ${date}` : ''}: this would be a rehire`,
    same: {
      email: 'same e-mail address',
      'login-and-name': 'same name, and the login intended',
      name: 'same name',
      login: 'the login intended; perhaps the employee created a moment ago, renamed since',
    },
  },

  answers: {
    fields: (_code, fields) => (fields ? `Give ${fields}.` : 'Correct the values.'),
    retry: (code) => {
      if (code === 'not-hired') return 'Move the candidate back to the “hired” column in Flatchr, then try again.';
      if (code === 'head-left') return 'Name another head for the department in Lucca, then try again.';
      return 'Put it right in Flatchr or in Lucca, then try again.';
    },
    'use-existing': (code) =>
      code === 'employee-exists'
        ? 'It is the same person: link the hire to the existing file.'
        : 'The file is in Lucca by now: link the hire to it, by its number.',
    'create-anyway': (code) =>
      code === 'employee-exists'
        ? 'It is not the same person: create a new file.'
        : code === 'employee-gone'
          ? 'Hire anew: create a new file.'
          : 'The hire is confirmed: go on all the same.',
    approve: () => 'Approve: the file is created with the values shown.',
    abandon: (code) =>
      code === 'employee-gone' ? 'It was a mistake: abandon it, with a reason.' : 'It is no hire after all: abandon it, with a reason.',
  },
  operator: {
    intro: 'To answer, forward this message with your choice to the person who runs the connector. The commands:',
    signal: 'Or directly with Temporal:',
    ui: 'Or in the Temporal UI: open the workflow, choose “Send a Signal”, name “correction”, and paste the JSON text of --input.',
  },
  placeholders: { you: 'your name', reason: 'reason', value: '…' },
  footer: (connection, hireId) => `Automatic message of the Flatchr → Lucca connector. Connection: ${connection}. Hire: ${hireId}.`,
} satisfies Texts;
