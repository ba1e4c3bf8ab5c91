import type { Notice } from '../hire/notice.js';
import { oneLine } from './one-line.js';
import { problemClause } from './problem-blocks.js';
import type { Language } from './texts/texts.js';
import { wordsOf } from './words.js';

export interface NoteInput {
  readonly notice: Notice;
  readonly language: Language;
  /** IANA name, for instants. */
  readonly timeZone: string;
  /** The list of hires, which everybody who may read it can open; left out: there are no pages. */
  readonly listUrl?: string | undefined;
}

/**
 * A notice as a note at the applicant, for who looks at the card in Flatchr: plain text without signs of HTML, since it is unknown
 * whether they would be shown as such.
 *
 * @returns undefined for what no recruiter needs to know.
 */
export function noteText({ notice, language, timeZone, listUrl }: NoteInput): string | undefined {
  const words = wordsOf(language, timeZone);
  const { notes } = words.texts;
  if (notice.kind === 'created' || notice.kind === 'linked') return plain(notes[notice.kind](notice.employee.login), notice.employee.link);
  return notice.kind === 'problem' ? plain(notes.problem(problemClause(notice.problem, words)), listUrl) : undefined;
}

function plain(sentence: string, url: string | undefined): string {
  return [oneLine(sentence, 500).replaceAll('<', '‹').replaceAll('>', '›'), url].filter(Boolean).join(' '); // a form would write a line break in another way
}
