import type { z } from 'zod';
import { contractTemplatesIn, type LuccaContractTemplate } from './contract-templates.js';
import { LuccaError } from './errors.js';
import type { LuccaCall, LuccaGet, LuccaHttp } from './http.js';
import { allPages } from './pages.js';
import { contracts, createdUser, departments, establishments, inTheirPlaces, roles, users, type V4Page } from './shapes.js';
import type { LuccaContract, LuccaDepartment, LuccaEstablishment, LuccaUser } from './shapes.js';
import { CONTRACTS, contractRequest, contractTypeRequest, userRequest, type NewLuccaContract, type NewLuccaUser } from './requests.js';
import { usersFilter } from './users-filter.js';

export type { NewLuccaContract, NewLuccaUser } from './requests.js';
export type { LuccaContract, LuccaDepartment, LuccaEstablishment, LuccaUser } from './shapes.js';

/** A role; Lucca does not say which ones are primary. */
export interface LuccaRole {
  readonly id: number;
  readonly name: string;
}

/** What Lucca made of a new employee. */
export interface CreatedUser {
  readonly id: number;
  /** As Lucca stored it, where it says so. */
  readonly login: string | undefined;
}

/**
 * What a hire reads of Lucca. Every call is one request, or one for each page.
 * @throws {LuccaError} of the kind that the answer means: docs/systems/lucca.md#refusals. No message of it holds a value or the key.
 */
export interface LuccaReader {
  /** Archived ones as well: docs/systems/lucca.md#establishments. */
  establishments(): Promise<LuccaEstablishment[]>;
  /** Inactive ones as well: docs/systems/lucca.md#departments. */
  departments(): Promise<LuccaDepartment[]>;
  /** Primary and secondary ones: docs/systems/lucca.md#primary-roles. */
  roles(): Promise<LuccaRole[]>;
  /** Undefined where Lucca does not give them to this key, or in no form that is known: docs/systems/lucca.md#contract-templates. */
  contractTemplates(): Promise<LuccaContractTemplate[] | undefined>;
  /**
   * Present, future and former employees that hold one of the values exactly: docs/systems/lucca.md#finding-employees.
   * @param age `recent`: that a login was free a few seconds ago will do. Default `fresh`.
   */
  usersBy(property: 'login' | 'mail' | 'id', values: readonly (string | number)[], age?: 'fresh' | 'recent'): Promise<LuccaUser[]>;
  /**
   * Everybody that the key sees: present, future and former employees.
   * @param changedSince `YYYY-MM-DD`: only those whose record was changed on this day or later.
   */
  everybody(changedSince?: string): Promise<LuccaUser[]>;
  /** Those that are not archived: docs/systems/lucca.md#work-contracts. */
  contractsOf(userIds: readonly number[]): Promise<LuccaContract[]>;
  /** Where a person opens the employee's card: docs/systems/lucca.md#the-employees-card. */
  linkTo(userId: number): string;
}

/** What a hire writes to Lucca: `requests.ts` makes what is sent. A connection that only previews has none. @throws as {@link LuccaReader} */
export interface LuccaWriter {
  /**
   * Creates the employee with a contract of the account's default type: docs/systems/lucca.md#creating-an-employee.
   * @param beforeSend runs right before the request is sent, after any waiting for the quota.
   */
  createUser(user: NewLuccaUser, beforeSend?: () => Promise<void>): Promise<CreatedUser>;
  /** May be repeated. */
  setContractType(contractId: number, typeId: number, endsOn?: string): Promise<void>;
  /** For an employee without one; `startsOn` is `YYYY-MM-DD`. A second one for the same days is refused. */
  createContract(contract: NewLuccaContract): Promise<void>;
}

export type LuccaClient = LuccaReader & LuccaWriter;

/** The most that Lucca gives at once: by v3, by the structure's v4 lists, and by the contracts' one. */
const V3_PAGE = 1000;
const STRUCTURE_PAGE = 100;
const CONTRACTS_PAGE = 1000;
const USER_FIELDS = 'id,firstName,lastName,mail,login,dtContractStart,dtContractEnd';

const STRUCTURE = '/organization/structure/api';

interface Entry {
  readonly id: number;
}

interface V4List<T> {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The most that it gives at once. */
  readonly limit: number;
  readonly shape: z.ZodType<V4Page<T>>;
}

/**
 * The calls of Lucca's legacy API (v3, v4) that a hire needs: the newer one is read-only for employees.
 * docs/systems/lucca.md#which-api.
 */
export function createLuccaClient(http: LuccaHttp, baseUrl: string): LuccaClient {
  return { ...createLuccaReader(http, baseUrl), ...createLuccaWriter(http) };
}

/** @throws {LuccaError} */
function inShape<T>({ method, path }: LuccaCall, answer: unknown, shape: z.ZodType<T>): T {
  const result = shape.safeParse(answer);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new LuccaError(method === 'GET' ? 'unavailable' : 'outcome-unknown', `${method} ${path}`, {
    status: 200,
    reason: `unexpected shape at ${issue?.path.join('.')}`,
  });
}

/** The calls that read. It is given no way to send anything else. */
export function createLuccaReader(http: LuccaGet, baseUrl: string): LuccaReader {
  const read = async <T>(call: Parameters<LuccaGet>[0], shape: z.ZodType<T>): Promise<T> => inShape(call, await http(call), shape);

  /** Without an order Lucca's pages overlap. */
  function readV3<T extends Entry>(path: string, query: Record<string, string>, list: z.ZodType<T[]>): Promise<T[]> {
    return allPages(`GET ${path}`, async (page) => {
      const paging = { orderBy: 'id,asc', paging: `${page * V3_PAGE},${V3_PAGE}` };
      const items = await read({ method: 'GET', path, query: { ...query, ...paging } }, list);
      return { items, more: items.length === V3_PAGE };
    });
  }

  function readV4<T extends Entry>({ path, query, limit, shape }: V4List<T>): Promise<T[]> {
    return allPages(`GET ${path}`, async (page, before) => {
      const paging = { page: String(page + 1), limit: String(limit) };
      const { items, count, next } = await read({ method: 'GET', path, query: { ...query, ...paging } }, shape);
      // Not every endpoint tells of a next page; nor does every one count.
      if (next !== undefined) return { items, more: next !== null && next !== '' };
      return { items, more: typeof count === 'number' ? before + items.length < count : items.length === limit };
    });
  }

  const readStructure = <T extends Entry>(list: string, shape: z.ZodType<V4Page<T>>) =>
    readV4({
      path: `${STRUCTURE}/${list}`,
      query: { sort: '+name', 'fields.root': 'count,prev,next' },
      limit: STRUCTURE_PAGE,
      shape,
    });

  return {
    establishments: () => readStructure('establishments', establishments),
    departments: async () => inTheirPlaces(await readStructure('departments', departments)),
    roles: () => readV3('/api/v3/roles', { fields: 'id,name' }, roles),

    async contractTemplates() {
      try {
        return contractTemplatesIn(await http({ method: 'GET', path: '/directory/api/work-contract-archetypes' }));
      } catch (error) {
        if (error instanceof LuccaError) return undefined; // names only: no hire waits for them
        throw error;
      }
    },

    async usersBy(property, values) {
      if (values.length === 0) return [];
      const query = {
        [property]: usersFilter(values),
        formerEmployees: 'true',
        fields: USER_FIELDS,
      };
      return await readV3('/api/v3/users', query, users);
    },

    everybody: (changedSince) =>
      readV3(
        '/api/v3/users',
        { ...(changedSince !== undefined && { modifiedAt: `since,${changedSince}` }), formerEmployees: 'true', fields: USER_FIELDS },
        users,
      ),

    contractsOf: (userIds) =>
      readV4({
        path: CONTRACTS,
        query: { ownerId: userIds.join(','), isArchived: 'false', 'fields.root': 'count' },
        limit: CONTRACTS_PAGE,
        shape: contracts,
      }),

    linkTo: (userId) => `${baseUrl}/directory/users/cards?employeeId=${userId}`,
  };
}

/** The calls that write. */
export function createLuccaWriter(http: LuccaHttp): LuccaWriter {
  return {
    async createUser(user, beforeSend) {
      const call = { ...userRequest(user), beforeSend };
      const answer = inShape(call, await http(call), createdUser);
      if (answer.id !== undefined) return { id: answer.id, login: answer.login };
      // Lucca's framework answers so to what its validation discards; nothing says that it was not carried out.
      throw new LuccaError('rejected', 'POST /api/v3/users', { status: 200, reason: 'discarded' });
    },
    async setContractType(contractId, typeId, endsOn) {
      await http(contractTypeRequest(contractId, typeId, endsOn));
    },
    async createContract(contract) {
      await http(contractRequest(contract));
    },
  };
}
