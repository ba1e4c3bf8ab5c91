/** A person's record as the fake Lucca keeps it. Dates `YYYY-MM-DDT00:00:00`, as v3 writes them. */
export interface User {
  readonly id: number;
  firstName: string;
  lastName: string;
  mail: string;
  login: string;
  legalEntityId: number;
  departmentId: number;
  rolePrincipalId: number;
  /** The person's own id: nobody above. */
  managerId: number;
  dtContractStart: string;
  dtContractEnd: string | null;
  employeeNumber: string;
  cultureId: number;
  jobTitle: string | null;
  directLine: string | null;
  professionalMobile: string | null;
  personalEmail: string | null;
  personalMobile: string | null;
  birthDate: string | null;
  address: string | null;
  gender: string;
  /** ISO instants. */
  readonly createdAt: string;
  modifiedAt: string;
  /** Milliseconds since the epoch, until which look-ups do not show the record (a fault). */
  readonly hiddenUntil?: number | undefined;
}

/** v4: dates are `YYYY-MM-DD`. */
export interface WorkContract {
  readonly id: number;
  readonly ownerId: number;
  startsOn: string;
  endsOn: string | null;
  establishmentId: number;
  typeId: number;
  spcId: number | null;
  hiringTypeId: number | null;
  trialPeriodDays: number | null;
  externalId: string | null;
  isArchived: boolean;
  readonly createdAt: string;
  lastModifiedAt: string;
}

export interface Department {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  readonly parent: number | null;
  readonly headId: number | null;
  readonly isActive: boolean;
}

interface Establishment {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  readonly isArchived: boolean;
}

export interface Named {
  readonly id: number;
  readonly name: string;
}

/** One request to Lucca's API, whatever came of it. */
export interface LedgerEntry {
  /** Milliseconds since the epoch, on arrival. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** What was sent, to the byte; absent where nothing was. */
  body?: string;
  /** Null: nothing was answered (yet). */
  status: number | null;
  /** Id of the user that this request created, answered or not. */
  committed?: number;
}

export interface LuccaState {
  users: User[];
  contracts: WorkContract[];
  departments: Department[];
  establishments: Establishment[];
  roles: Named[];
  contractTypes: Named[];
  ledger: LedgerEntry[];
  nextId: number;
}

/** Contract type that `contract=true` gives: none that a hire wants, so that a forgotten PATCH is seen. */
export const DEFAULT_CONTRACT_TYPE = 6;

/** Lucca's instants tell no zone. */
export function withoutZone(instant: string): string {
  return instant.replace(/Z$/, '');
}

export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The contract has ended. */
export function isFormer(user: User, now: number): boolean {
  return user.dtContractEnd !== null && user.dtContractEnd.slice(0, 10) < dayOf(now);
}

export function isVisible(user: User, now: number): boolean {
  return user.hiddenUntil === undefined || user.hiddenUntil <= now;
}
