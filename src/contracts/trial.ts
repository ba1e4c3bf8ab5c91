import type { Employee, EmployeeDraft } from '../hire/draft.js';

/** What a trial does by activities, all of them where the account's gateway is. */
export interface TrialSteps {
  /** Invents an employee that fits the account, or says why there can be no trial. Asks Lucca for its lists alone. */
  prepareTrial(order: TrialOrder & { readonly token: string }): Promise<{ readonly draft: EmployeeDraft } | TrialRefusal>;
  /** Creates the employee, at most once, and looks at the contract that came with it. */
  createTrial(order: { readonly connection: string; readonly draft: EmployeeDraft }): Promise<TrialCreated | TrialRefusal>;
  /** Reads the employee back, sets the contract type, reads that back. May be repeated. */
  finishTrial(order: { readonly connection: string; readonly draft: EmployeeDraft; readonly created: TrialCreated }): Promise<TrialReport>;
}

export interface TrialOrder {
  readonly connection: string;
  /** Also on a production account. */
  readonly production: boolean;
}

/** No employee came of it, as far as is known. Sentences for a person. */
export interface TrialRefusal {
  readonly refused: string;
  readonly remedy: string;
}

/** A contract as Lucca shows it; days are `YYYY-MM-DD`. */
export interface TrialContract {
  readonly typeId?: number | undefined;
  readonly startsOn: string;
  readonly endsOn?: string | undefined;
}

/** What is known right after the creation. */
export interface TrialCreated {
  readonly employee: Employee;
  /** Whether the answer to the creation told the login. Undefined: the answer was lost, and the employee was found by a look-up. */
  readonly loginTold?: boolean | undefined;
  /** When a look-up showed it, in milliseconds after the creation; undefined: none did within `lucca.settleFor`. */
  readonly shownAfterMs?: number | undefined;
  /** Lucca's names of the values that Lucca refused. */
  readonly leftOut: readonly string[];
  /** Before the type was set. */
  readonly contracts: readonly TrialContract[];
}

/** One thing that the connector assumes, and what Lucca did. */
export interface Observation {
  /** Lucca's name of the field, or what was looked at. */
  readonly what: string;
  readonly sent?: string | undefined;
  readonly found: string;
  /** What it means for hires, where it is not as assumed. */
  readonly consequence?: string | undefined;
}

/** What `hire trial` shows. */
export interface TrialReport {
  /** The employee is there, with its contract type. */
  readonly ok: boolean;
  readonly summary: string;
  readonly remedy?: string | undefined;
  readonly employee?: (Employee & { readonly name: string; readonly email: string }) | undefined;
  readonly observations: readonly Observation[];
  /** How a person takes the employee away again. */
  readonly removal?: string | undefined;
}
