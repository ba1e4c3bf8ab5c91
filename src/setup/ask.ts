import type { SetupTexts } from './texts/texts.js';

/** What can be asked; each is also the name of a flag. */
export type Question = keyof SetupTexts['questions'];

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface AskOptions {
  /** Taken where nothing else is said. */
  readonly initial?: string | undefined;
  /** Nothing is an answer, too. */
  readonly optional?: boolean;
  /** Not shown while it is typed. */
  readonly secret?: boolean;
  /** Only one of these, by value or label. */
  readonly choices?: readonly Choice[];
  /** Says what is wrong with an answer; undefined: nothing. */
  readonly check?: ((answer: string) => string | undefined | Promise<string | undefined>) | undefined;
}

/** Finds answers: from flags, or from a person at a terminal. */
export interface Asker {
  ask(question: Question, options?: AskOptions): Promise<string | undefined>;
  say(text: string): void;
}

/** An answer is missing or wrong, and nobody is there to correct it. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
}

/** The flag of a question: `luccaKey` is `--lucca-key`. */
export function flagOf(question: Question): string {
  return `--${question.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/**
 * Answers with the flags; what they leave open is asked of somebody else.
 *
 * @param rest - left out: what is left open takes its initial value.
 */
export function byFlags(flags: Readonly<Partial<Record<Question, string>>>, texts: SetupTexts, rest?: Asker): Asker {
  return {
    async ask(question, options = {}) {
      const given = flags[question];
      if (given === undefined && rest) return await rest.ask(question, options);
      const answer = given === undefined ? options.initial : chosen(question, given.trim(), options, texts);
      if (answer === undefined || answer === '') {
        if (options.optional) return undefined;
        throw new AnswerError(`${flagOf(question)}: ${texts.required}`);
      }
      const wrong = await options.check?.(answer);
      if (wrong !== undefined) throw new AnswerError(`${flagOf(question)}: ${wrong}`);
      return answer;
    },
    say: (text) => rest?.say(text),
  };
}

function chosen(question: Question, given: string, { choices, optional }: AskOptions, texts: SetupTexts): string {
  if (!choices || (optional && given === '')) return given;
  const same = (one: string) => one.toLowerCase() === given.toLowerCase();
  const byValue = choices.find(({ value }) => same(value));
  const [byLabel, ...others] = choices.filter(({ label }) => same(label) || same(label.split(' › ').at(-1) ?? label));
  const one = byValue ?? (others.length === 0 ? byLabel : undefined);
  if (one) return one.value;
  throw new AnswerError(`${flagOf(question)}: ${texts.notAmong(choices.map(({ label }) => label))}`);
}
