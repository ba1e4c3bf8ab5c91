import { requestLine, type Preview } from '../hire/preview.js';
import type { Block } from './document.js';
import type { Words } from './words.js';

/** The requests of a preview, to the letter. */
export function requestBlocks({ requests }: Preview, { texts }: Words): Block[] {
  return [
    { kind: 'heading', text: texts.headings.requests },
    ...requests.flatMap((request): Block[] => [
      ...(request.onlyIf ? [{ kind: 'paragraph', text: texts.onlyIf[request.onlyIf] } as const] : []),
      { kind: 'commands', lines: [requestLine(request), JSON.stringify(request.body)] },
    ]),
  ];
}
