/**
 * French typography: a non-breaking space before : ; ? ! and inside « », typographic apostrophes.
 * Only our own words are touched, never what is filled in.
 */
export function fr(words: TemplateStringsArray, ...values: readonly string[]): string {
  return words.reduce((text, part, at) => text + typeset(part) + (values[at] ?? ''), '');
}

function typeset(text: string): string {
  return text
    .replace(/ (?=[:;?!»])/g, '\u00A0')
    .replace(/« /g, '«\u00A0')
    .replaceAll("'", '’');
}
