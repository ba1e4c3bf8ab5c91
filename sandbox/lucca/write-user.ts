import { badRequest } from './error.js';
import { DEFAULT_CONTRACT_TYPE, isFormer, type LuccaState, type User, type WorkContract } from './state.js';

const REQUIRED_TEXTS = ['firstName', 'lastName', 'mail', 'login'] as const;
const OPTIONAL_TEXTS = ['jobTitle', 'directLine', 'professionalMobile', 'personalEmail', 'personalMobile', 'birthDate', 'address'] as const;
const READ_ONLY = new Set(['id', 'createdat', 'modifiedat']);
const OTHERS = [
  'legalEntityId',
  'departmentId',
  'rolePrincipalId',
  'managerId',
  'dtContractStart',
  'dtContractEnd',
  'employeeNumber',
  'cultureId',
  'gender',
] as const;
/** All that a body may hold, in lower case. */
const WRITABLE = new Set([...REQUIRED_TEXTS, ...OPTIONAL_TEXTS, ...OTHERS].map((name) => name.toLowerCase()));

/** A flat JSON body whose property names are matched without regard to case. */
type Body = ReadonlyMap<string, unknown>;

export function readBody(body: unknown): Body {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest('The body must be a JSON object');
  return new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));
}

/** @throws LuccaError 400 for a property that does not exist, or is Lucca's own. */
function checkNames(body: Body): void {
  for (const name of body.keys()) {
    if (READ_ONLY.has(name)) throw badRequest(`Property ${name} is read-only`);
    if (!WRITABLE.has(name)) throw badRequest(`Property ${name} does not exist on type User`);
  }
}

interface Creation {
  readonly state: LuccaState;
  readonly body: Body;
  readonly now: number;
  /** The query's `contract=true`: a work contract comes with the user. */
  readonly contract: boolean;
  readonly hiddenUntil?: number | undefined;
}

/**
 * Creates a user in `state`.
 * @throws LuccaError 400 when Lucca would refuse it; nothing is changed then.
 */
export function createUser({ state, body, now, contract, hiddenUntil }: Creation): User {
  checkNames(body);
  const createdAt = new Date(now).toISOString();
  const id = state.nextId;
  const departmentId = requiredId(body, 'departmentId');
  const managerId = body.get('managerid');
  const user: User = {
    id,
    firstName: requiredText(body, 'firstName'),
    lastName: requiredText(body, 'lastName'),
    mail: requiredText(body, 'mail'),
    login: requiredText(body, 'login'),
    legalEntityId: requiredId(body, 'legalEntityId'),
    departmentId,
    rolePrincipalId: requiredId(body, 'rolePrincipalId'),
    managerId: managerId === null ? id : managerId === undefined ? (headOf(state, departmentId) ?? id) : idIn(managerId, 'managerId'),
    dtContractStart: date(body.get('dtcontractstart'), 'dtContractStart'),
    dtContractEnd: body.get('dtcontractend') == null ? null : date(body.get('dtcontractend'), 'dtContractEnd'),
    employeeNumber: optionalText(body, 'employeeNumber') ?? String(id).padStart(6, '0'),
    cultureId: body.get('cultureid') === undefined ? 1036 : idIn(body.get('cultureid'), 'cultureId'),
    jobTitle: optionalText(body, 'jobTitle'),
    directLine: optionalText(body, 'directLine'),
    professionalMobile: optionalText(body, 'professionalMobile'),
    personalEmail: optionalText(body, 'personalEmail'),
    personalMobile: optionalText(body, 'personalMobile'),
    birthDate: optionalText(body, 'birthDate'),
    address: optionalText(body, 'address'),
    gender: optionalText(body, 'gender') ?? 'Undefined',
    createdAt,
    modifiedAt: createdAt,
    ...(hiddenUntil === undefined ? {} : { hiddenUntil }),
  };
  checkUser(state, user, now);
  state.users.push(user);
  if (contract) state.contracts.push(firstContract(user, state.nextId + 1, createdAt));
  state.nextId += 2;
  return user;
}

/** Changes what the body names, and nothing when it is refused. */
export function updateUser(state: LuccaState, user: User, body: Body, now: number): void {
  checkNames(body);
  const changes: Record<string, unknown> = {};
  for (const name of Object.keys(user)) {
    const value = body.get(name.toLowerCase());
    if (value === undefined) continue;
    if (REQUIRED_TEXTS.some((text) => text === name)) changes[name] = requiredText(body, name);
    else if (OPTIONAL_TEXTS.some((text) => text === name) || ['employeeNumber', 'gender'].includes(name))
      changes[name] = optionalText(body, name);
    else if (name.startsWith('dt')) changes[name] = value === null && name === 'dtContractEnd' ? null : date(value, name);
    else changes[name] = name === 'managerId' && value === null ? user.id : idIn(value, name);
  }
  const changed: User = { ...user, ...changes };
  checkUser(state, changed, now);
  Object.assign(user, changed, { modifiedAt: new Date(now).toISOString() });
}

function checkUser(state: LuccaState, user: User, now: number): void {
  const others = state.users.filter(({ id }) => id !== user.id);
  if (!/^[^\s@]+@[^\s@]+$/.test(user.mail)) throw badRequest('mail is not a valid e-mail address');
  // Former employees keep their logins.
  if (others.some(({ login }) => login.toLowerCase() === user.login.toLowerCase())) throw badRequest('This login is already used');
  if (others.some((other) => other.legalEntityId === user.legalEntityId && other.employeeNumber === user.employeeNumber))
    throw badRequest('This employee number is already used in the establishment');
  const establishment = state.establishments.find(({ id }) => id === user.legalEntityId);
  if (establishment === undefined) throw badRequest('legalEntityId: no such establishment');
  if (establishment.isArchived) throw badRequest('legalEntityId: the establishment is archived');
  if (!state.departments.some(({ id, isActive }) => isActive && id === user.departmentId))
    throw badRequest('departmentId: no such department');
  if (!state.roles.some(({ id }) => id === user.rolePrincipalId)) throw badRequest('rolePrincipalId: no such role');
  const manager = user.managerId === user.id ? user : state.users.find(({ id }) => id === user.managerId);
  if (manager === undefined) throw badRequest('managerId: no such user');
  if (manager !== user && isFormer(manager, now)) throw badRequest('managerId: this user has left the company');
  if (user.dtContractEnd !== null && user.dtContractEnd < user.dtContractStart)
    throw badRequest('dtContractEnd must not be before dtContractStart');
}

/** Without a manager in the body the department's head becomes it; one who has left is refused like any other. */
function headOf(state: LuccaState, departmentId: number): number | undefined {
  return state.departments.find(({ id }) => id === departmentId)?.headId ?? undefined;
}

function firstContract(user: User, id: number, createdAt: string): WorkContract {
  return {
    id,
    ownerId: user.id,
    startsOn: user.dtContractStart.slice(0, 10),
    endsOn: user.dtContractEnd?.slice(0, 10) ?? null,
    establishmentId: user.legalEntityId,
    typeId: DEFAULT_CONTRACT_TYPE,
    spcId: null,
    hiringTypeId: null,
    trialPeriodDays: null,
    externalId: null,
    isArchived: false,
    createdAt,
    lastModifiedAt: createdAt,
  };
}

function requiredText(body: Body, name: string): string {
  const value = body.get(name.toLowerCase());
  if (typeof value !== 'string' || value.trim() === '') throw badRequest(`${name} is required`);
  return value;
}

function optionalText(body: Body, name: string): string | null {
  const value = body.get(name.toLowerCase());
  if (value == null) return null;
  if (typeof value !== 'string') throw badRequest(`${name} must be a string`);
  return value;
}

function requiredId(body: Body, name: string): number {
  return idIn(body.get(name.toLowerCase()), name);
}

function idIn(value: unknown, name: string): number {
  if (value == null) throw badRequest(`${name} is required`);
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) throw badRequest(`${name} must be an integer of at least 1`);
  return value;
}

function date(value: unknown, name: string): string {
  const day = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})T00:00:00$/.exec(value)?.[1] : undefined;
  const at = new Date(`${day}T00:00:00Z`);
  if (day === undefined || Number.isNaN(at.getTime()) || !at.toISOString().startsWith(day))
    throw badRequest(`${name} must be a date, YYYY-MM-DDT00:00:00`);
  return `${day}T00:00:00`;
}
