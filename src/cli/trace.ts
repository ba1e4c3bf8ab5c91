import type { Trace } from '../contracts/trace.js';

/** What was written, for a terminal. */
export function showTrace(file: string, { lucca, flatchr }: Trace): string {
  const failed = [...lucca.failed, ...flatchr.failed];
  return [
    `${file}: ${lucca.calls.length} kinds of answers of Lucca's, ${flatchr.calls.length} of Flatchr's.`,
    'It holds names of fields, types, lengths and forms, and no values: read it before you send it all the same.',
    ...(failed.length === 0 ? [] : ['', 'Without a usable answer:', ...failed.map((line) => `  ${line}`)]),
  ].join('\n');
}
