import type { Observation, TrialContract, TrialCreated } from '../contracts/trial.js';
import type { EmployeeDraft } from '../hire/draft.js';
import { fold } from '../hire/names.js';
import { sameEmail } from '../hire/same-email.js';
import type { NewLuccaUser } from '../lucca/lucca-client.js';

/** An employee's values as Lucca's list of employees shows them; a value that it refuses to show is missing. */
export type ShownRecord = Readonly<Record<string, unknown>>;

interface Trial {
  readonly draft: EmployeeDraft;
  readonly sent: NewLuccaUser;
  readonly created: TrialCreated;
  readonly record: ShownRecord;
  /** After the type was set. */
  readonly contracts: readonly TrialContract[];
  /** `lucca.settleFor`, in milliseconds. */
  readonly settleForMs: number;
}

/** How Lucca's value may differ from what was sent without any harm, and what it means where it differs more. */
interface Rule {
  readonly same: (sent: string, found: string) => boolean;
  readonly consequence: string;
}

const OF_NAMES: Rule = {
  same: (sent, found) => fold(sent) === fold(found),
  consequence: 'an employee of the same name may not be recognised: rehires and second applications would get a second file',
};
const OF_IDS: Rule = {
  same: (sent, found) => sent === found,
  consequence: 'Lucca puts new employees elsewhere than they are ordered: correct each in Lucca, and report it',
};
const OF_CONTACTS: Rule = {
  same: (sent, found) => sent === found,
  consequence: 'the mail to the admins tells what was sent, not what Lucca keeps: check it in Lucca',
};

const RULES: Readonly<Record<keyof NewLuccaUser, Rule>> = {
  firstName: OF_NAMES,
  lastName: OF_NAMES,
  login: {
    same: (sent, found) => sent.toLowerCase() === found.toLowerCase(),
    consequence:
      'the mail tells the login that Lucca keeps; but a hire whose creation has no answer does not find its employee by it, and asks a person',
  },
  mail: {
    same: sameEmail,
    consequence: 'who is in Lucca already is not recognised by the address, and would get a second file',
  },
  dtContractStart: {
    same: (sent, found) => sent.slice(0, 10) === found.slice(0, 10),
    consequence: 'first days are shifted: correct each in Lucca, and report it',
  },
  legalEntityId: OF_IDS,
  departmentId: OF_IDS,
  rolePrincipalId: OF_IDS,
  personalMobile: OF_CONTACTS,
  personalEmail: OF_CONTACTS,
};

/** What was sent, what came of it, and what that means for hires. Pure. */
export function observe(trial: Trial): Observation[] {
  const fields = Object.entries(trial.sent).flatMap(([name, value]) => ofField(name as keyof NewLuccaUser, String(value), trial));
  return [...fields, ...ofAnswers(trial), ...ofContracts(trial)];
}

function ofField(name: keyof NewLuccaUser, sent: string, { created, record }: Trial): Observation[] {
  if (created.leftOut.includes(name))
    return [
      { what: name, sent, found: 'Lucca refused it', consequence: 'hires go without it; the mail asks for it to be entered by hand' },
    ];
  if (!(name in record)) return [{ what: name, sent, found: 'not shown', consequence: 'it cannot be checked here: look at the card' }];
  const value = record[name];
  const found = value == null ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
  const { same, consequence } = RULES[name];
  return [{ what: name, sent, found, ...(!same(sent, found) && { consequence }) }];
}

function ofAnswers({ created, settleForMs }: Trial): Observation[] {
  const { loginTold, shownAfterMs } = created;
  const shown: Observation =
    shownAfterMs === undefined
      ? {
          what: 'look-up after the creation',
          found: `does not show the employee within ${seconds(settleForMs)}`,
          consequence: 'raise lucca.settleFor, or a hire whose creation has no answer might create a second employee',
        }
      : { what: 'look-up after the creation', found: `shows the employee after ${seconds(shownAfterMs)}` };
  if (loginTold === undefined) return [shown, { what: 'answer to the creation', found: 'lost; the employee was found by a look-up' }];
  return [
    shown,
    loginTold
      ? { what: 'answer to the creation', found: 'tells the login' }
      : { what: 'answer to the creation', found: 'tells no login', consequence: 'mails tell the login that was sent' },
  ];
}

function ofContracts({ draft, created: { contracts: before }, contracts }: Trial): Observation[] {
  const wanted = draft.contractType.value;
  const [made, ...more] = before;
  const startsOn = draft.startDate.value;
  const first: Observation = made
    ? {
        what: 'contract that came with it',
        found: `of type ${made.typeId ?? 'unknown'}, from ${made.startsOn}${made.endsOn === undefined ? '' : ` to ${made.endsOn}`}`,
        ...(more.length > 0
          ? { consequence: `there are ${before.length}: the one that begins with the hire gets the type, or else the first` }
          : made.startsOn !== startsOn && {
              consequence: `it begins on another day than ${startsOn}: correct each in Lucca, and report it`,
            }),
      }
    : { what: 'contract that came with it', found: 'none', consequence: 'each hire makes one itself; the key needs the right to' };
  const types = contracts.map(({ typeId }) => typeId ?? 'unknown').join(', ');
  const set: Observation = {
    what: 'typeId',
    sent: String(wanted),
    found: types || 'no contract',
    ...(!contracts.some(({ typeId }) => typeId === wanted) && {
      consequence: 'each hire waits until a person has set the contract type in Lucca: choose another under defaults or contractTypes',
    }),
  };
  return [first, set];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
