import { loginCandidates, type LoginRules } from '../hire/login.js';
import type { EmployeeDraft, Value } from '../hire/draft.js';
import type { ResolvedDefaults } from '../hire/steps.js';

/** Set aside in France for films and books: nobody has it. */
const NOBODYS_PHONE = '+33639980000';
/** Letters of a login that are this trial's alone. */
const TOKEN_LENGTH = 8;

/**
 * An employee whom nobody takes for a person. Name, login and addresses are one trial's alone; the domains of the addresses are reserved for
 * examples (RFC 2606).
 *
 * @param uuid unique for each trial.
 * @param today `YYYY-MM-DD`: the first day, so that the contract can be ended at once.
 */
export function inventedDraft(uuid: string, today: string, login: Omit<LoginRules, 'firstName' | 'lastName'>, defaults: ResolvedDefaults) {
  const token = lettersOf(uuid);
  const names = { firstName: 'Trial', lastName: `Test-Connector ${token.charAt(0).toUpperCase()}${token.slice(1)}` };
  return {
    ...defaults,
    firstName: invented(names.firstName),
    lastName: invented(names.lastName),
    email: invented(`trial-${token}@example.org`),
    personalEmail: invented(`trial-${token}@example.com`),
    phone: invented(NOBODYS_PHONE),
    startDate: invented(today),
    login: invented(ownLogin(token, { ...login, ...names })),
  } satisfies EmployeeDraft;
}

/** By the first format that leaves room for the token; else the token itself. */
function ownLogin(token: string, rules: LoginRules): string {
  for (const login of loginCandidates(rules)) if (login.includes(token)) return login;
  return token.slice(0, rules.maxLength);
}

/** Hexadecimal digits as letters, since a name has none. */
function lettersOf(uuid: string): string {
  const digits = uuid.replace(/[^0-9a-f]/gi, '').slice(0, TOKEN_LENGTH);
  return digits.replace(/./g, (digit) => String.fromCharCode('a'.charCodeAt(0) + Number.parseInt(digit, 16)));
}

function invented(value: string): Value {
  return { value, origin: 'derived' };
}
