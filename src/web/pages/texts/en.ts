import { MAX_LENGTH } from '../../../hire/draft.js';
import type { PageTexts } from './texts.js';

const persons = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

export const pagesInEnglish = {
  name: 'English',
  languages: 'Language',
  waiting: 'This hire is paused and waits for your answer. Once you have answered, it goes on by itself.',
  since: (instant) => `Waiting since ${instant}.`,
  expires: (instant) => `Without an answer it expires on ${instant}.`,

  choose: 'Please choose',
  search: 'Type to search the list.',
  send: 'Send the answer',
  others: 'Correct other values',
  othersHint: 'Only what you change here is changed.',
  retry: 'It is put right: try again',
  link: (name) => `Same person: link to ${name}`,
  createAnyway: (code) =>
    code === 'employee-exists'
      ? 'Not the same person: create a new file'
      : code === 'employee-gone'
        ? 'Hire anew: create a new file'
        : 'The hire is confirmed: go on',
  preview: {
    button: 'What would be sent?',
    texts: {
      nothingSent: 'With these values it would go on as follows. Nothing was sent yet.',
      asked: 'With these values another question would come first:',
      unknown: 'It could not be found out at the moment. Nothing was sent; please try again.',
    },
  },
  approve: 'Approve: create the file',
  compare: { caption: 'Is this the same person?', hire: 'This hire', lucca: 'Already in Lucca' },
  abandon: {
    summary: 'It is no hire after all',
    reason: 'Why is it no hire?',
    button: 'Abandon this hire',
    keep: 'No, let it go on',
    effect:
      'Nothing more will be sent to Lucca. The hire can be taken up again later from the list of hires, or by a move to the “hired” column in Flatchr.',
  },
  or: 'Other answers',

  errors: {
    summary: 'Nothing was sent yet: please check what is marked.',
    required: 'Please fill this in.',
    noneChosen: 'Please choose at least one hire.',
    nothingChanged: 'Please change at least one value.',
    fixedLogin: 'The login can no longer be changed here, since a file may already exist with it. Change it later in Lucca.',
    inLucca: 'The file already exists in Lucca: this value can only be changed there. Clear it here.',
    reason: `Please give a reason of at most ${MAX_LENGTH} characters.`,
  },

  outcomes: {
    'in-progress': {
      title: 'Your answer has been taken',
      text: 'The hire goes on. This page updates by itself until the file is in Lucca; you may also close it, a mail will follow.',
    },
    'awaiting-correction': {
      title: 'This question has been answered',
      text: 'Meanwhile the hire waits for the answer to another question. A mail about it is on its way to you.',
    },
    created: { title: 'The file is in Lucca', text: 'Please complete it there and start the onboarding.' },
    linked: {
      title: 'The hire is linked to a file that was already in Lucca',
      text: 'No new file was created. Please check the existing one and start the onboarding.',
    },
    previewed: {
      title: 'This hire was previewed',
      text: 'Nothing was sent to Lucca. Below stands what would be sent.',
    },
    abandoned: {
      title: 'This hire was abandoned',
      text: 'To take it up again, move the candidate back to the “hired” column in Flatchr.',
    },
    expired: {
      title: 'This hire has expired',
      text: 'Nobody answered in time. To take it up again, move the candidate back to the “hired” column in Flatchr.',
    },
    repeat: {
      title: 'This hire is on the list already',
      text: 'Flatchr told of the same application twice. It is carried on once, under its other number; there is nothing for you to do here.',
    },
  },
  answered: (by, instant) => `Answered by ${by} on ${instant}.`,
  underWay: {
    title: 'This hire is under way',
    text: 'There is nothing for you to do. This page updates by itself; a mail follows when the file is in Lucca.',
  },
  filed: 'The file is already in Lucca. What is left happens by itself; then a mail follows. This page updates by itself.',
  heldUp: {
    flatchr: 'Flatchr cannot be asked at the moment. It is tried again by itself, and nothing is lost.',
    lucca: 'Lucca cannot be asked at the moment. It is tried again by itself, and nothing is lost.',
    mail: 'The mail server takes no mail at the moment. It is tried again by itself, and nothing is lost.',
  },
  heldUpSince: (instant) => `Since ${instant}.`,
  nextAttempt: (instant) => `Next attempt: ${instant}.`,
  retryNow: 'Try again now',
  reopen: 'Take this hire up again',
  reopenHere: 'Nothing more is sent to Lucca. You can take the hire up again here; a move to the “hired” column in Flatchr does the same.',

  story: {
    heading: 'What happened so far',
    hired: 'Moved to the “hired” column in Flatchr.',
    origins: {
      reconciliation: 'Found in the “hired” column of Flatchr, whose notice of it had not come.',
      backfill: 'Found in the “hired” column of Flatchr, and taken up afterwards.',
    },
    repeat: 'The same application was already known by its other number: it is carried on there.',
    answered: {
      fields: (by, values) => `${by} answered – ${values}.`,
      retry: (by) => `${by} had it tried again.`,
      'use-existing': (by, id) => `${by} linked it to the existing file no. ${id}.`,
      'create-anyway': (by, hired) => (hired ? `${by} confirmed the hire.` : `${by} said that it is not the same person.`),
      approve: (by) => `${by} approved the creation.`,
      abandon: (by, reason) => `${by} abandoned it: ${reason}`,
    },
    told: {
      problem: (people) => `Question mailed to ${persons(people)}.`,
      escalation: (people) => `Still no answer: mailed to ${persons(people)}.`,
      'last-warning': (people) => `Last reminder mailed to ${persons(people)}.`,
      created: (people) => `Result mailed to ${persons(people)}.`,
      linked: (people) => `Result mailed to ${persons(people)}.`,
      previewed: (people) => `Preview mailed to ${persons(people)}.`,
      abandoned: (people) => `End mailed to ${persons(people)}.`,
      expired: (people) => `End mailed to ${persons(people)}.`,
      changed: (people) => `Change mailed to ${persons(people)}.`,
      'broken-off': (people) => `End mailed to ${persons(people)}.`,
    },
    refused: (addresses) => `The mail server refused ${addresses === 1 ? 'one address' : `${addresses} addresses`}.`,
    'dragged-again': 'Moved to the “hired” column again.',
    'still-in-lucca': (login) => `The file ${login} is in Lucca: nothing is to do.`,
    'mail-late': 'The mail server takes no mail; it is tried again.',
    created: (login) => `Created in Lucca with the login ${login}.`,
    linked: (login) => `Linked to the file ${login}.`,
    expired: 'Expired without an answer.',
    previewed: 'Previewed: nothing was sent to Lucca.',
    abandoned: 'Abandoned.',
  },

  fresh: 'Mail me a fresh link',
  freshSent: {
    title: 'A fresh link is on its way',
    text: 'If the hire still waits, you will have a mail within a minute. Please open the newest one.',
  },
  bad: {
    title: 'This link is not valid',
    text: 'It may have been cut off when it was copied. Please open it from the mail itself, or answer from a newer mail.',
  },
  expired: { title: 'This link has expired', text: 'Links are valid for two weeks. We can mail you a fresh one.' },
  used: { title: 'This link has been used', text: 'The question has been answered, or the hire has been started anew since.' },
  list: {
    title: 'Hires',
    views: { waiting: 'Waiting for an answer', 'under-way': 'Under way', ended: 'Ended' },
    search: 'Name or job',
    find: 'Search',
    none: 'None at the moment.',
    notFound: (search) => `No hire here matches “${search}”.`,
    more: 'Show more',
    since: (when) => `waiting since ${when}`,
    starts: (date) => `starts on ${date}`,
    paused: (connection, since, by) =>
      `${connection} has been paused since ${since}${by && ` (by ${by})`}. New hires are taken and wait; nothing is created in Lucca until somebody resumes it.`,
    statuses: {
      'in-progress': 'under way',
      'awaiting-correction': 'waiting for an answer',
      created: 'in Lucca',
      linked: 'linked to a file in Lucca',
      previewed: 'previewed, nothing was sent',
      abandoned: 'abandoned',
      expired: 'expired',
      repeat: 'told twice, carried on once',
    },
    mail: { late: 'the mail about it could not be sent yet', refused: 'a mail address was refused' },
    group: (count, what) => `${count} hires wait for the same: ${what}.`,
    answerAll: 'Answer them together',
    whichHires: 'For these hires',
    answered: (count) => (count === 1 ? '1 hire was answered and goes on.' : `${count} hires were answered and go on.`),
    left: 'These were answered by someone else meanwhile, or ask something else now:',
    rule: 'Shall nobody be asked next time? Then give these lines to your IT: they belong in the configuration of the connector.',
    back: 'Back to the list',
    signOut: 'Sign out',
  },
  comparison: {
    title: 'Comparison with Flatchr',
    missing: 'Hired in Flatchr, not here yet',
    lead: 'Flatchr announces a hire once. So that none is lost, we look every hour who is in its “hired” column and not known here.',
    never: 'There was no comparison yet.',
    noKey:
      'Flatchr is not compared: it needs a key for Flatchr, which is missing, or it was switched off. A hire whose announcement is lost is not noticed.',
    running: 'A comparison is under way. This page updates by itself.',
    last: (instant) => `Last comparison: ${instant}.`,
    counts: ({ hired, known, inLucca, started, missing }) =>
      `Hired in Flatchr: ${hired}. Of these known here: ${known}, in Lucca already: ${inLucca}, taken up now: ${started}, not here yet: ${missing}.`,
    unread: (rows) => (rows === 1 ? 'One entry of Flatchr could not be read.' : `${rows} entries of Flatchr could not be read.`),
    cutOff: (days) => `Flatchr may not have told everything of these days: ${days}.`,
    headings: { missing: 'Not here yet', started: 'Taken up', gone: 'Created here, and no longer in Lucca' },
    noDay: 'the day is not known: please move the person to the “hired” column again',
    gone: (employee) => `file number ${employee}`,
    button: 'Compare now',
    back: 'Back to the list',
  },
  signIn: {
    title: 'The list of hires',
    lead: 'Give the address to which the mails about hires come. We mail you a link.',
    address: 'E-mail address',
    button: 'Mail me a link',
    sent: {
      title: 'Please look into your inbox',
      text: 'If this address may see the list, a mail with a link is on its way. If none comes, please check the spelling of the address.',
    },
    enter: { title: 'The list of hires', text: 'You are about to open the list on this device. You stay signed in for twelve hours.' },
    enterButton: 'Open the list',
    old: { title: 'This link is not valid any more', text: 'Links to the list are valid for one hour. Please ask for a new one.' },
  },

  unavailable: { title: 'This does not work right now', text: 'Nothing is lost. Please try again in a minute.' },
  tooMany: { title: 'Too many attempts', text: 'Please wait a minute and try again.' },
} satisfies PageTexts;
