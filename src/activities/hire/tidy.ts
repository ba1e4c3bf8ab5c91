/** One spelling for one text: composed letters, single spaces, no control or invisible formatting characters. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '') // not a space in their place: a soft hyphen stands within a word
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
