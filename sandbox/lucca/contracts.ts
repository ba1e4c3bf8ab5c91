import { badRequest } from './error.js';
import { readBody } from './write-user.js';
import type { Query } from './filters.js';
import type { LuccaState, WorkContract } from './state.js';

/** All that a body may hold, in lower case. `ownerId` counts at the creation alone. */
const WRITABLE = new Set(
  ['ownerId', 'startsOn', 'endsOn', 'establishmentId', 'typeId', 'spcId', 'hiringTypeId', 'trialPeriodDays', 'externalId'].map((name) =>
    name.toLowerCase(),
  ),
);

/** Work contracts that the query asks for. `ownerId` takes several ids. */
export function findContracts(state: LuccaState, query: Query): WorkContract[] {
  const has = (name: string, value: unknown): boolean => {
    const wanted = query.get(name);
    return wanted === undefined || wanted.split(',').includes(String(value));
  };
  return state.contracts.filter(
    (contract) =>
      has('id', contract.id) &&
      has('ownerid', contract.ownerId) &&
      has('isarchived', contract.isArchived) &&
      has('typeid', contract.typeId) &&
      has('establishmentid', contract.establishmentId),
  );
}

/** @throws LuccaError 400; nothing is changed then. */
export function createContract(state: LuccaState, input: unknown, now: number): WorkContract {
  const body = readBody(input);
  const owner = state.users.find(({ id }) => id === body.get('ownerid'));
  if (owner === undefined) throw badRequest('ownerId: no such user');
  const at = new Date(now).toISOString();
  const blank: WorkContract = {
    id: state.nextId,
    ownerId: owner.id,
    startsOn: '',
    endsOn: null,
    establishmentId: owner.legalEntityId,
    typeId: 0,
    spcId: null,
    hiringTypeId: null,
    trialPeriodDays: null,
    externalId: null,
    isArchived: false,
    createdAt: at,
    lastModifiedAt: at,
  };
  const contract = changed(state, blank, input);
  state.contracts.push(contract);
  state.nextId++;
  return contract;
}

/** @throws LuccaError 400; nothing is changed then. */
export function updateContract(state: LuccaState, contract: WorkContract, input: unknown, now: number): void {
  Object.assign(contract, changed(state, contract, input), { lastModifiedAt: new Date(now).toISOString() });
}

function changed(state: LuccaState, contract: WorkContract, input: unknown): WorkContract {
  const body = readBody(input);
  for (const name of body.keys()) if (!WRITABLE.has(name)) throw badRequest(`Property ${name} does not exist on type WorkContract`);
  const changes = Object.keys(contract)
    .filter((name) => !['id', 'ownerId', 'createdAt', 'lastModifiedAt', 'isArchived'].includes(name) && body.has(name.toLowerCase()))
    .map((name) => [name, body.get(name.toLowerCase())]);
  const next = { ...contract, ...(Object.fromEntries(changes) as Partial<WorkContract>) }; // each value is checked below
  if (!isDay(next.startsOn)) throw badRequest('startsOn must be a date, YYYY-MM-DD');
  if (next.endsOn !== null && (!isDay(next.endsOn) || next.endsOn < next.startsOn))
    throw badRequest('endsOn must be a date not before startsOn');
  if (!state.contractTypes.some(({ id }) => id === next.typeId)) throw badRequest('typeId: no such contract template');
  if (!state.establishments.some(({ id, isArchived }) => !isArchived && id === next.establishmentId))
    throw badRequest('establishmentId: no such establishment');
  for (const name of ['spcId', 'hiringTypeId', 'trialPeriodDays'] as const)
    if (next[name] !== null && !Number.isInteger(next[name])) throw badRequest(`${name} must be an integer`);
  if (next.externalId !== null && typeof next.externalId !== 'string') throw badRequest('externalId must be a string');
  if (state.contracts.some((other) => other.id !== next.id && other.ownerId === next.ownerId && !other.isArchived && overlap(other, next)))
    throw badRequest('This user already has a contract in that period');
  return next;
}

function overlap(a: WorkContract, b: WorkContract): boolean {
  return a.startsOn <= (b.endsOn ?? '9999-12-31') && b.startsOn <= (a.endsOn ?? '9999-12-31');
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}
