import type { Missed, MissedNotice } from '../../contracts/flatchr-side.js';
import type { Block } from '../../words/document.js';
import { oneLine } from '../../words/one-line.js';
import type { Language } from '../../words/texts/texts.js';
import { rendered, type RenderedNotice } from '../rendered.js';
import { missedInGerman } from './de.js';
import { missedInEnglish } from './en.js';
import { missedInFrench } from './fr.js';
import type { MissedTexts } from './texts.js';

const TEXTS: Record<Language, MissedTexts> = { fr: missedInFrench, de: missedInGerman, en: missedInEnglish };

/** What was missed of these is kept, and can be sent in. */
const KEPT: readonly Missed['reason'][] = ['column', 'company', 'body'];

/** Longer titles were cut where they came in; a mail shows less. */
const MAX_SHOWN = 100;

export interface MissedInput {
  readonly notice: MissedNotice;
  /** As configured. */
  readonly companyId: string;
  readonly hiredColumns: readonly string[];
  readonly language: Language;
}

/** Writes the operators' notice that hires are missed, as text and as HTML. Holds no personal data; the subject is one line. */
export function renderMissed({ notice, companyId, hiredColumns, language }: MissedInput): RenderedNotice {
  const { connection, reason } = notice;
  const texts = TEXTS[language];
  const { labels } = texts;
  const [name, title] = [notice.name, notice.title].map((text) => text && oneLine(text).slice(0, MAX_SHOWN));
  const configured = reason === 'company' ? companyId : hiredColumns.join(', ') || texts.none;
  const rows = [
    [labels.connection, connection],
    [labels.title, title],
    [labels.seen[reason], name === title ? undefined : name],
    [labels.configured[reason], configured],
    [labels.applicant, notice.applicant],
  ] as const;
  const isKept = KEPT.includes(reason);
  const blocks: Block[] = [
    { kind: 'warning', text: texts.what[reason] },
    { kind: 'table', rows: rows.flatMap(([label, value]) => (label && value ? [{ label, value }] : [])) },
    { kind: 'paragraph', text: isKept ? `${texts.once} ${texts.kept}` : texts.once },
    { kind: 'heading', text: texts.heading },
    { kind: 'list', items: texts.todo[reason](`"${name}"`) },
    ...(isKept
      ? ([
          { kind: 'paragraph', text: texts.after },
          { kind: 'commands', lines: [`npx hire refused --connection ${connection}`, 'npx hire refused --send …'] },
        ] as const)
      : []),
  ];
  return rendered({ language, title: oneLine(`${texts.subject[reason]} (${connection})`), blocks, footer: texts.footer(connection) });
}
