import type { NewCandidate } from '../../sandbox/flatchr/board.js';

/** A word of letters alone, different for each number; numbers that follow each other begin differently. */
function word(number: number): string {
  const letter = (at: number) => String.fromCodePoint(97 + (Math.floor(number / 26 ** at) % 26));
  return `${letter(0).toUpperCase()}${letter(1)}${letter(2)}`;
}

/** Candidates that all differ in name and e-mail. A marker in every last name finds them again in logs. */
export function people(count: number): Required<Pick<NewCandidate, 'firstname' | 'lastname' | 'email'>>[] {
  return Array.from({ length: count }, (_, number) => ({
    firstname: word(number),
    lastname: `Zqchaos${word(number).toLowerCase()}`,
    email: `zq.${word(number).toLowerCase()}@example.org`,
  }));
}
