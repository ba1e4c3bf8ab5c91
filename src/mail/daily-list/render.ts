import { dayOfInstant, daysBetween } from '../../hire/day.js';
import type { HireMemo } from '../../hire/notice.js';
import type { Block, Row } from '../../words/document.js';
import { oneLine } from '../../words/one-line.js';
import { problemClause, sentence } from '../../words/problem-blocks.js';
import { rendered, type RenderedNotice } from '../rendered.js';
import type { Language } from '../../words/texts/texts.js';
import { wordsOf } from '../../words/words.js';
import { dailyListInGerman } from './de.js';
import { dailyListInEnglish } from './en.js';
import { dailyListInFrench } from './fr.js';
import type { DailyListTexts } from './texts.js';

const TEXTS: Record<Language, DailyListTexts> = { fr: dailyListInFrench, de: dailyListInGerman, en: dailyListInEnglish };

/** More are read by nobody; the rest is counted. */
const SHOWN_HIRES = 100;

/** A hire that waits, as the list knows it. */
export interface WaitingHire {
  readonly id: string;
  readonly person: string;
  readonly vacancy?: string | undefined;
  readonly problem?: HireMemo['problem'] | undefined;
  /** ISO instant. */
  readonly waitingSince?: string | undefined;
  /** `YYYY-MM-DD` */
  readonly startDate?: string | undefined;
  /** Page where it is answered; left out: the mail about the hire says how. */
  readonly url?: string | undefined;
}

export interface DailyListInput {
  readonly hires: readonly WaitingHire[];
  readonly connection: string;
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
  /** `YYYY-MM-DD`, from which "in 3 days" counts. */
  readonly today: string;
}

/** All hires that wait, as one mail, the most urgent first. */
export function renderDailyList(input: DailyListInput): RenderedNotice {
  const { hires, connection, language, timeZone, today } = input;
  const texts = TEXTS[language];
  const title = texts.subject(hires.length, wordsOf(language, timeZone).weekday(today));
  const sorted = hires.toSorted((one, other) => urgency(one).localeCompare(urgency(other)));
  const urgent = hires.filter(({ startDate }) => startDate !== undefined && startDate <= today).length;
  const hidden = hires.length - SHOWN_HIRES;
  const blocks: Block[] = [
    ...(urgent > 0 ? ([{ kind: 'warning', text: texts.urgent(urgent) }] as const) : []),
    { kind: 'paragraph', text: texts.lead(hires.length) },
    { kind: 'table', rows: sorted.slice(0, SHOWN_HIRES).map((hire) => rowOf(hire, input)) },
    ...(hidden > 0 ? ([{ kind: 'paragraph', text: `… ${texts.more(hidden)}` }] as const) : []),
    { kind: 'paragraph', text: hires.some(({ url }) => url) ? texts.open : texts.answer },
  ];
  return rendered({ language, title, blocks, footer: texts.footer(oneLine(connection)) });
}

/** Sorts by the first day, then by how long it waits; what has no date comes last. */
function urgency({ startDate = '9999', waitingSince = '' }: WaitingHire): string {
  return `${startDate} ${waitingSince}`;
}

/** Who, for which job, what is wrong, what the first day means for it, and since when it waits. */
function rowOf(hire: WaitingHire, { language, timeZone, today }: DailyListInput): Row {
  const { id, person, vacancy, problem, waitingSince, startDate, url } = hire;
  const texts = TEXTS[language];
  const words = wordsOf(language, timeZone);
  const { locale } = words.texts;
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const when = (day: string) => relative.format(daysBetween(today, day), 'day');

  const what = problem && sentence(problemClause(problem, words), locale);
  const starts =
    startDate === undefined ? texts.noStart : startDate < today ? texts.started(when(startDate)) : texts.starts(when(startDate));
  const since = waitingSince && dayOfInstant(Date.parse(waitingSince), timeZone);
  return {
    label: oneLine(person, 80) || oneLine(id, 80),
    value: [oneLine(vacancy ?? '', 80), what].filter(Boolean).join(' – '),
    remark: [starts, since && texts.waits(words.date(since), when(since))].filter(Boolean).join(', '),
    url,
  };
}
