/**
 * Foreign text (names from Flatchr, words from Lucca) as one harmless line: no line breaks that could fake a header or a second line of a
 * mail, no invisible characters that turn the reading direction, and no more than `maxLength` characters.
 */
export function oneLine(text: string, maxLength = 200): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  return line.length <= maxLength ? line : `${withoutHalf(line.slice(0, maxLength - 1)).trimEnd()}…`;
}

/** A cut may fall between the two halves of a character. */
function withoutHalf(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}
