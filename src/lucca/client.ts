import { z } from 'zod';
import { LuccaError } from './errors.js';
import type { LuccaCall, LuccaHttp } from './http.js';

/** An employee as the legacy Directory API v3 returns it (`last names` come in capitals). Dates are `YYYY-MM-DD`. */
export interface LuccaUser {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly mail: string;
  readonly login: string;
  readonly contractStart: string | undefined;
  readonly contractEnd: string | undefined;
}

export interface LuccaDepartment {
  readonly id: number;
  readonly name: string;
  readonly code: string | undefined;
  readonly active: boolean;
  /** Id of the parent; undefined at the top. */
  readonly parent: number | undefined;
  /** Last day of the head's contract, if one is known: a head who has left blocks a creation. */
  readonly headLeftOn: string | undefined;
}

export interface LuccaEstablishment {
  readonly id: number;
  readonly name: string;
  readonly code: string | undefined;
  readonly archived: boolean;
}

export interface LuccaRole {
  readonly id: number;
  readonly name: string;
}

export interface LuccaContract {
  readonly id: number;
  readonly ownerId: number;
  readonly typeId: number | undefined;
  readonly startsOn: string;
}

/** Body of `POST /api/v3/users`, in Lucca's field names. */
export interface NewLuccaUser {
  readonly firstName: string;
  readonly lastName: string;
  readonly mail: string;
  readonly login: string;
  /** Lucca's name for the *establishment*. */
  readonly legalEntityId: number;
  readonly departmentId: number;
  readonly rolePrincipalId: number;
  /** `YYYY-MM-DDT00:00:00`. */
  readonly dtContractStart: string;
  readonly personalMobile?: string | undefined;
}

export interface LuccaClient {
  establishments(): Promise<LuccaEstablishment[]>;
  departments(): Promise<LuccaDepartment[]>;
  roles(): Promise<LuccaRole[]>;
  /**
   * Present, future and former employees that hold one of the values exactly.
   * @param age `recent`: that a login was free a few seconds ago will do. Default `fresh`.
   */
  usersBy(property: 'login' | 'mail' | 'id', values: readonly (string | number)[], age?: 'fresh' | 'recent'): Promise<LuccaUser[]>;
  /**
   * Creates the employee with a contract of the account's default type; returns its id.
   * @param beforeSend runs right before the request is sent, after any waiting for the quota.
   */
  createUser(user: NewLuccaUser, beforeSend?: () => Promise<void>): Promise<number>;
  contractsOf(userIds: readonly number[]): Promise<LuccaContract[]>;
  setContractType(contractId: number, typeId: number): Promise<void>;
  createContract(contract: { ownerId: number; startsOn: string; establishmentId: number; typeId: number }): Promise<void>;
  /** Where a person opens the employee's card. */
  linkTo(userId: number): string;
}

const V3_PAGE = 1000;
const V4_PAGE = 100;

const day = z
  .string()
  .nullish()
  .transform((text) => text?.slice(0, 10));
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** Documented as a number; as text it would still name the same thing. */
const id = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number).pipe(z.int())]);

const user = z
  .object({ id, firstName: text, lastName: text, mail: text, login: text, dtContractStart: day, dtContractEnd: day })
  .transform(({ dtContractStart, dtContractEnd, ...rest }): LuccaUser => ({
    ...rest,
    contractStart: dtContractStart,
    contractEnd: dtContractEnd,
  }));

const department = z
  .object({
    id,
    name: z.string(),
    code: z.string().nullish(),
    isActive: z.boolean().nullish(),
    parentId: z.union([z.string(), z.number()]).nullish(), // a path such as "/1/14/", not a number
    head: z.object({ dtContractEnd: day }).nullish(),
  })
  .transform(({ id, name, code, isActive, parentId, head }): LuccaDepartment => ({
    id,
    name,
    code: code ?? undefined,
    active: isActive ?? true,
    parent: Number(String(parentId ?? '').match(/(\d+)\/?$/)?.[1]) || undefined,
    headLeftOn: head?.dtContractEnd,
  }));

const establishment = z
  .object({ id, name: z.string(), code: z.string().nullish(), isArchived: z.boolean().nullish() })
  .transform(({ id, name, code, isArchived }): LuccaEstablishment => ({
    id,
    name,
    code: code ?? undefined,
    archived: isArchived ?? false,
  }));

const role = z.object({ id, name: z.string() });

const contract = z
  .object({ id, ownerId: id, typeId: id.nullish(), startsOn: z.string() })
  .transform(({ typeId, startsOn, ...rest }): LuccaContract => ({ ...rest, typeId: typeId ?? undefined, startsOn: startsOn.slice(0, 10) }));

const v3List = <T>(item: z.ZodType<T>) => z.object({ data: z.object({ items: z.array(item) }) }).transform(({ data }) => data.items);
const v4List = <T>(item: z.ZodType<T>) => z.object({ items: z.array(item) }).transform(({ items }) => items);

// Made once: zod compiles a schema when it is first used, which costs more than the parse.
const departments = v3List(department);
const establishments = v4List(establishment);
const roles = v3List(role);
const users = v3List(user);
const contracts = v4List(contract);
const createdUser = z.object({ data: z.object({ id }) });

/**
 * The calls of Lucca's legacy API (v3, v4) that a hire needs: the newer one is read-only for employees.
 * Sources: developers.lucca.fr, legacy Directory and Organization.
 */
export function createLuccaClient(http: LuccaHttp, baseUrl: string): LuccaClient {
  async function read<T>(call: LuccaCall, shape: z.ZodType<T>): Promise<T> {
    const result = shape.safeParse(await http(call));
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    throw new LuccaError(call.method === 'GET' ? 'unavailable' : 'outcome-unknown', `${call.method} ${call.path}`, {
      reason: `unexpected shape at ${issue?.path.join('.')}`,
    });
  }

  async function readV3<T>(path: string, query: Record<string, string>, list: z.ZodType<T[]>): Promise<T[]> {
    const all: T[] = [];
    for (let offset = 0; ; offset += V3_PAGE) {
      const page = await read({ method: 'GET', path, query: { ...query, paging: `${offset},${V3_PAGE}` } }, list);
      all.push(...page);
      if (page.length < V3_PAGE) return all;
    }
  }

  async function readV4<T>(path: string, query: Record<string, string>, list: z.ZodType<T[]>): Promise<T[]> {
    const all: T[] = [];
    for (let page = 1; ; page++) {
      const items = await read({ method: 'GET', path, query: { ...query, page: String(page), limit: String(V4_PAGE) } }, list);
      all.push(...items);
      if (items.length < V4_PAGE) return all;
    }
  }

  return {
    establishments: () => readV4('/organization/structure/api/establishments', {}, establishments),
    departments: () => readV3('/api/v3/departments', { fields: 'id,name,code,isActive,parentId,head[id,dtContractEnd]' }, departments),
    roles: () => readV3('/api/v3/roles', { fields: 'id,name' }, roles),

    async usersBy(property, values) {
      if (values.length === 0) return [];
      const query = {
        [property]: values.join(','),
        formerEmployees: 'true',
        fields: 'id,firstName,lastName,mail,login,dtContractStart,dtContractEnd',
      };
      return await readV3('/api/v3/users', query, users);
    },

    async createUser(body, beforeSend) {
      const query = { contract: 'true', fields: 'id,login' };
      const answer = await read({ method: 'POST', path: '/api/v3/users', query, body, beforeSend }, createdUser);
      return answer.data.id;
    },

    contractsOf: (userIds) => readV4('/directory/api/4.0/work-contracts', { ownerId: userIds.join(','), isArchived: 'false' }, contracts),

    async setContractType(contractId, typeId) {
      await http({ method: 'PATCH', path: `/directory/api/4.0/work-contracts/${contractId}`, body: { typeId } });
    },

    async createContract(body) {
      await http({ method: 'POST', path: '/directory/api/4.0/work-contracts', body });
    },

    linkTo: (userId) => `${baseUrl}/directory/users/cards?employeeId=${userId}`,
  };
}
