import type { ComponentChildren, JSX } from 'preact';
import { render } from 'preact-render-to-string';
import type { Block, Document } from '../words/document.js';

/*
 * Mail programs know little CSS: tables for layout, styles on every element. The style sheet only turns the colours over in dark mode,
 * and is left out where it is not understood.
 */
const FONT = "font-family: -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif;";
const MONO = "font-family: Consolas, Menlo, 'Courier New', monospace;";
const TEXT = `${FONT} font-size: 16px; line-height: 24px; color: #1f2430;`;
const SMALL = `${FONT} font-size: 13px; line-height: 19px; color: #5b6270;`;
const CELL = 'padding: 7px 12px 7px 0; border-bottom: 1px solid #e4e7ec; vertical-align: top; text-align: left;';
const DARK = `
  @media (prefers-color-scheme: dark) {
    .page { background: #14161b !important; }
    .card { background: #1f232b !important; border-color: #343a46 !important; }
    .text { color: #eceef2 !important; }
    .soft { color: #a9b0bd !important; }
    .cell { border-color: #343a46 !important; }
    .box { background: #14161b !important; border-color: #343a46 !important; }
    .loud { background: #3a2a10 !important; border-color: #d98e04 !important; }
    .button { background: #7aa5ff !important; }
    .label { color: #10131a !important; }
  }`;

/** The document as HTML for mail programs: one column, light and dark. */
export function htmlOf({ language, title, blocks, footer }: Document): string {
  return `<!doctype html>${render(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{DARK}</style>
      </head>
      <body class="page" style="margin: 0; padding: 0; background: #f3f4f7;">
        <Table class="page" style="background: #f3f4f7;">
          <tr>
            <td align="center" style="padding: 24px 12px;">
              <Table class="card" style="max-width: 640px; background: #ffffff; border: 1px solid #e4e7ec; border-radius: 8px;">
                <tr>
                  <td style="padding: 28px 28px 12px 28px;">
                    <h1 class="text" style={`${TEXT} margin: 0 0 16px 0; font-size: 21px; line-height: 28px; font-weight: 600;`}>
                      {title}
                    </h1>
                    {blocks.map((block) => (
                      <Part block={block} />
                    ))}
                  </td>
                </tr>
              </Table>
              <p class="soft" style={`${SMALL} margin: 16px 0 0 0;`}>
                {footer}
              </p>
            </td>
          </tr>
        </Table>
      </body>
    </html>,
  )}`;
}

function Part({ block }: { readonly block: Block }): JSX.Element {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p class="text" style={`${TEXT} margin: 0 0 14px 0;`}>
          {block.text}
        </p>
      );
    case 'warning':
      return (
        <p class="text loud" style={`${TEXT} margin: 0 0 16px 0; padding: 10px 14px; background: #fff4db; border-left: 4px solid #d98e04;`}>
          <strong>{block.text}</strong>
        </p>
      );
    case 'heading':
      return (
        <h2 class="text" style={`${TEXT} margin: 26px 0 8px 0; font-weight: 600;`}>
          {block.text}
        </h2>
      );
    case 'table':
      return (
        <table cellPadding="0" cellSpacing="0" style="width: 100%; border-collapse: collapse; margin: 0 0 18px 0;">
          {block.rows.map(({ label, value, remark, url }) => (
            <tr>
              <th scope="row" class="soft cell" style={`${SMALL} ${CELL} font-weight: 400; width: 32%;`}>
                {url ? <a href={url}>{label}</a> : label}
              </th>
              <td class="text cell" style={`${TEXT} ${CELL} font-size: 15px; line-height: 21px; word-break: break-word;`}>
                {value}
                {remark && (
                  <span class="soft" style={`${SMALL} display: block;`}>
                    {remark}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </table>
      );
    case 'list':
      return (
        <ul style="margin: 0 0 16px 0; padding: 0 0 0 22px;">
          {block.items.map((item) => (
            <li class="text" style={`${TEXT} margin: 0 0 5px 0;`}>
              {item}
            </li>
          ))}
        </ul>
      );
    case 'quote':
      return (
        <blockquote
          class="text box"
          style={`${TEXT} margin: 0 0 16px 0; padding: 10px 14px; background: #f3f4f7; border-left: 4px solid #b6bcc8;`}
        >
          {block.text}
        </blockquote>
      );
    case 'link':
      return (
        <table role="presentation" cellPadding="0" cellSpacing="0" style="margin: 4px 0 20px 0;">
          <tr>
            <td class="button" style="background: #2456c8; border-radius: 6px; padding: 11px 20px;">
              <a class="label" href={block.url} style={`${FONT} font-size: 16px; font-weight: 600; color: #ffffff; text-decoration: none;`}>
                {block.text}
              </a>
            </td>
          </tr>
        </table>
      );
    case 'commands':
      return (
        <pre
          class="text box"
          style={`${MONO} font-size: 13px; line-height: 20px; color: #1f2430; margin: 0 0 14px 0; padding: 10px 14px; background: #f3f4f7; border: 1px solid #e4e7ec; white-space: pre-wrap; word-break: break-all;`}
        >
          {block.lines.join('\n\n')}
        </pre>
      );
  }
}

function Table(props: { readonly class: string; readonly style: string; readonly children: ComponentChildren }): JSX.Element {
  return <table role="presentation" width="100%" cellPadding="0" cellSpacing="0" {...props} />;
}
