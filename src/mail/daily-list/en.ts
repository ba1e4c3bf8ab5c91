import type { DailyListTexts } from './texts.js';

export const dailyListInEnglish = {
  subject: (count, day) => `${count === 1 ? '1 hire waits' : `${count} hires wait`} for an answer – ${day}`,
  lead: (count) =>
    count === 1
      ? 'This hire waits for an answer. Once it is given, the hire goes on by itself.'
      : 'These hires wait for an answer. Once it is given, each goes on by itself.',
  urgent: (count) =>
    count === 1
      ? 'One person starts today or has started already, and is not in Lucca yet.'
      : `${count} people start today or have started already, and are not in Lucca yet.`,
  answer: 'What exactly is missing, and how to answer, stands in the message about each hire.',
  open: 'Click a name to answer.',
  waits: (date, when) => `waiting since ${date} (${when})`,
  starts: (when) => `starts ${when}`,
  started: (when) => `started ${when}`,
  noStart: 'start date unknown',
  more: (count) => `and ${count} more`,
  footer: (connection) => `Automatic message of the Flatchr → Lucca connector, every working day. Connection: ${connection}.`,
} satisfies DailyListTexts;
