import type { FindingsNotice } from '../../contracts/doctor.js';
import type { Check } from '../../contracts/check.js';
import type { Block } from '../../words/document.js';
import { oneLine } from '../../words/one-line.js';
import type { Language } from '../../words/texts/texts.js';
import { rendered, type RenderedNotice } from '../rendered.js';
import { findingsInGerman } from './de.js';
import { findingsInEnglish } from './en.js';
import { findingsInFrench } from './fr.js';
import type { FindingsTexts } from './texts.js';

const TEXTS: Record<Language, FindingsTexts> = { fr: findingsInFrench, de: findingsInGerman, en: findingsInEnglish };

/** Tells the operators what fails, or that nothing does any more. Holds no personal data; the subject is one line. */
export function renderFindings({ notice, language }: { readonly notice: FindingsNotice; readonly language: Language }): RenderedNotice {
  const { kind, connection, checks } = notice;
  const texts = TEXTS[language];
  const blocks: Block[] =
    kind === 'checks-pass'
      ? [{ kind: 'paragraph', text: texts.leads[kind] }]
      : [
          { kind: 'warning', text: texts.leads[kind] },
          ...checks.flatMap((check) => blocksOf(check, texts)),
          { kind: 'paragraph', text: texts.calm },
          { kind: 'paragraph', text: texts.again },
          { kind: 'commands', lines: [`npx hire doctor --connection ${connection}`] },
        ];
  return rendered({ language, title: texts.subjects[kind](connection), blocks, footer: texts.footer(connection) });
}

/** What was found, as the terminal says it. */
function blocksOf({ id, summary, remedy }: Check, { checks }: FindingsTexts): Block[] {
  const names: Partial<Record<Check['id'], string>> = checks;
  return [
    { kind: 'heading', text: [names[id], id].filter(Boolean).join(' – ') },
    { kind: 'list', items: [summary, remedy].flatMap((text) => (text === undefined ? [] : [oneLine(text)])) },
  ];
}
