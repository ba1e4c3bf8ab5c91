import type { Block, Document, Row } from '../words/document.js';

/** The document as plain text. Lines are not wrapped: mail programs do that, and commands stay whole. */
export function textOf({ blocks, footer }: Document): string {
  return [...blocks.map(blockText), `-- \n${footer}`].join('\n\n') + '\n';
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text;
    case 'warning':
      return `!! ${block.text}`;
    case 'heading':
      return `${block.text}\n${'-'.repeat(block.text.length)}`;
    case 'table':
      return tableText(block.rows);
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'quote':
      return `> ${block.text}`;
    case 'link':
      return `${block.text}\n${block.url}`;
    case 'commands':
      return block.lines.map((line) => `    ${line}`).join('\n');
  }
}

function tableText(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ label }) => label.length));
  return rows
    .map(({ label, value, remark, url }) => `${label.padEnd(width)}  ${value}${remark ? `  [${remark}]` : ''}${url ? `\n    ${url}` : ''}`)
    .join('\n');
}
