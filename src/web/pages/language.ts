import type { Language } from '../../words/texts/texts.js';
import { wordsOf, type Words } from '../../words/words.js';
import { pagesInGerman } from './texts/de.js';
import { pagesInEnglish } from './texts/en.js';
import { pagesInFrench } from './texts/fr.js';
import type { PageTexts } from './texts/texts.js';

export const PAGE_TEXTS: Record<Language, PageTexts> = { fr: pagesInFrench, de: pagesInGerman, en: pagesInEnglish };
export const LANGUAGES: readonly Language[] = ['fr', 'de', 'en'];

/** All that a page needs to speak to its reader. */
export interface Speech {
  readonly language: Language;
  readonly page: PageTexts;
  readonly words: Words;
}

/** In the language that the reader chose, else the connection's. */
export function speechOf(chosen: unknown, connection: { readonly language: Language; readonly timeZone: string }): Speech {
  const language = LANGUAGES.find((one) => one === chosen) ?? connection.language;
  return { language, page: PAGE_TEXTS[language], words: wordsOf(language, connection.timeZone) };
}
