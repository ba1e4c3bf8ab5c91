import type { Document } from '../words/document.js';
import { htmlOf } from './html.js';
import { textOf } from './text.js';

/** A notice as a mail; the subject is one line. */
export interface RenderedNotice {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A document as text and as HTML with the same content, under its title. */
export function rendered(document: Document): RenderedNotice {
  return { subject: document.title, text: textOf(document), html: htmlOf(document) };
}
