import type { TroubleNotice } from '../../contracts/trouble.js';
import type { Block } from '../../words/document.js';
import { oneLine } from '../../words/one-line.js';
import { rendered, type RenderedNotice } from '../rendered.js';
import type { Language } from '../../words/texts/texts.js';
import { wordsOf } from '../../words/words.js';
import { troubleInGerman } from './de.js';
import { troubleInEnglish } from './en.js';
import { troubleInFrench } from './fr.js';
import type { TroubleTexts } from './texts.js';

const TEXTS: Record<Language, TroubleTexts> = { fr: troubleInFrench, de: troubleInGerman, en: troubleInEnglish };

export interface TroubleInput {
  readonly notice: TroubleNotice;
  /** Hires of the connection that are neither ended nor waiting for a person. */
  readonly underWay: number;
  readonly language: Language;
  /** IANA name, for instants. */
  readonly timeZone: string;
}

/** Writes a notice to the operators, as text and as HTML. Holds no personal data; the subject is one line. */
export function renderTrouble(input: TroubleInput): RenderedNotice {
  const { notice, language } = input;
  const texts = TEXTS[language];
  const system = texts.systems[notice.system];
  const what = notice.kind === 'trouble' ? texts.causes[notice.cause](system, notice.endpoint) : system;
  const title = oneLine(texts.subjects[notice.kind](notice.connection, what));
  return rendered({ language, title, blocks: blocksOf(input, texts), footer: texts.footer(notice.connection) });
}

function blocksOf({ notice, underWay, language, timeZone }: TroubleInput, texts: TroubleTexts): Block[] {
  const { connection, cause, endpoint, kind } = notice;
  const { labels, todo } = texts;
  const system = texts.systems[notice.system];
  const facts: Block = {
    kind: 'table',
    rows: [
      { label: labels.connection, value: connection },
      { label: labels.system, value: system },
      { label: labels.since, value: wordsOf(language, timeZone).instant(notice.since) },
      { label: labels.underWay, value: String(underWay) },
    ],
  };
  if (kind !== 'trouble') return [{ kind: 'paragraph', text: texts[kind](system) }, facts];
  return [
    { kind: 'warning', text: `${texts.causes[cause](system, endpoint)}.` },
    facts,
    { kind: 'paragraph', text: texts.calm },
    { kind: 'heading', text: texts.heading },
    { kind: 'list', items: cause === 'key-refused' ? todo[cause][notice.system] : todo[cause] },
    { kind: 'paragraph', text: texts.atOnce },
    { kind: 'commands', lines: [`npx hire retry --connection ${connection}`] },
  ];
}
