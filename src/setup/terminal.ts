import { autocomplete, isCancel, log, password, select, text } from '@clack/prompts';
import { AnswerError, type Asker, type AskOptions, type Question } from './ask.js';
import type { SetupTexts } from './texts/texts.js';

/** More choices than this are searched by typing. */
const SHORT_LIST = 8;
const NONE = '';

/** Asks a person at a terminal, again and again until the answer is right. */
export function byTerminal(texts: SetupTexts): Asker {
  return {
    async ask(question, options = {}) {
      for (;;) {
        const answer = await once(question, options, texts);
        if (answer === undefined) return undefined;
        const wrong = await options.check?.(answer);
        if (wrong === undefined) return answer;
        log.error(wrong);
      }
    },
    say: (words) => log.message(words), // no frame: an address is copied from it
  };
}

/** @throws {AnswerError} when the person gives up. */
async function once(
  question: Question,
  { initial, optional, secret, choices }: AskOptions,
  texts: SetupTexts,
): Promise<string | undefined> {
  const message = texts.questions[question];
  const validate = (value: string | undefined) => (optional || initial !== undefined || value?.trim() ? undefined : texts.required);
  let answer: unknown;
  if (choices) {
    const options = [...(optional ? [{ value: NONE, label: texts.none }] : []), ...choices.map(({ value, label }) => ({ value, label }))];
    const initialValue = initial ?? (optional ? NONE : undefined);
    const list = { message, options, ...(initialValue !== undefined && { initialValue }) };
    answer = options.length > SHORT_LIST ? await autocomplete({ ...list, maxItems: SHORT_LIST }) : await select(list);
  } else if (secret) {
    answer = await password({ message: initial === undefined ? message : `${message} (${texts.keep})`, validate });
  } else {
    answer = await text({
      message: optional && initial === undefined ? `${message} (${texts.skip})` : message,
      validate,
      ...(initial !== undefined && { initialValue: initial }),
    });
  }
  if (isCancel(answer)) throw new AnswerError(texts.givenUp);
  const typed = typeof answer === 'string' ? answer.trim() : '';
  return typed || (choices ? undefined : initial);
}
