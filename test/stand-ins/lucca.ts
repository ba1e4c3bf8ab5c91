import type { ServerResponse } from 'node:http';
import { startStandIn, type Seen } from '../support/stand-in.js';

/** What an account answers in place of itself, such as a refusal; undefined: what it answers by itself. */
export type Instead = (request: Seen) => { readonly status: number; readonly body?: string } | undefined;

/** Of any of Lucca's lists. */
interface Row {
  readonly id: number;
  readonly [field: string]: string | number | boolean | null;
}

export interface LuccaStandIn {
  readonly url: string;
  readonly ledger: readonly Seen[];
  readonly employees: readonly Row[];
  close(): Promise<void>;
}

export interface LuccaOptions {
  /** Takes `mail=a,b` for one address with a comma in it: docs/systems/lucca.md#paging-and-filters. */
  readonly literal?: boolean;
  /** The key's right; without it they are left out, and nothing tells. */
  readonly seesFormer?: boolean;
  readonly instead?: Instead;
  /** Beside those of {@link DEPARTMENTS} and so on. */
  readonly departments?: readonly Row[];
  readonly roles?: readonly Row[];
}

export const LUCCA_KEY = 'key-of-lucca';

const ESTABLISHMENTS: Row[] = [
  { id: 3, name: 'Siège', code: 'S', isArchived: false },
  { id: 4, name: 'Lyon', code: 'L', isArchived: false },
  { id: 5, name: 'Lille', code: 'X', isArchived: true },
];
/** Paths are of positions: they have nothing to do with ids. */
const DEPARTMENTS: Row[] = [
  { id: 20, name: 'Direction', hierarchy: '/1/', parentId: '/', headId: null, isActive: true },
  { id: 14, name: 'Service IT', hierarchy: '/1/2/', parentId: '/1/', headId: null, isActive: true },
  { id: 16, name: 'Ventes', hierarchy: '/1/3/', parentId: '/1/', headId: 1, isActive: true },
  { id: 17, name: 'Export', hierarchy: '/1/3/1/', parentId: '/1/3/', headId: 2, isActive: true },
  { id: 18, name: 'Archives', hierarchy: '/1/4/', parentId: '/1/', headId: null, isActive: false },
];
const ROLES: Row[] = [
  { id: 55, name: 'Collaborateur' },
  { id: 56, name: 'Manager' },
];
const TEMPLATES: Row[] = [
  { id: 1, name: 'CDI' },
  { id: 2, name: 'CDD' },
];

/** A Lucca made from docs/systems/lucca.md alone: what the sandbox and the connector understand wrongly together shows here. */
export async function startLucca(options: LuccaOptions = {}): Promise<LuccaStandIn> {
  const { literal = false, seesFormer = true, instead = () => undefined, departments = [], roles = [] } = options;
  const employees: Row[] = [
    employee({ id: 1, firstName: 'Marc', lastName: 'DUPONT', login: 'mdupont', mail: 'marc.dupont@acme.example' }),
    employee({
      id: 2,
      firstName: 'Zoé',
      lastName: 'ANCIEN',
      login: 'zancien',
      mail: 'zoe@acme.example',
      dtContractEnd: '2019-01-01T00:00:00',
    }),
  ];
  const contracts: Row[] = employees.map(({ id }) => contractOf(id, '2018-01-01'));

  const standIn = await startStandIn((request, response) => {
    const other = instead(request);
    if (other) return answer(response, other.status, other.body ?? '');
    if (request.headers.authorization !== `lucca application=${LUCCA_KEY}`)
      return json(response, { Status: 401, Message: 'Your token is invalid or you did not provide any' }, 401);
    const { method, url: address, body } = request;
    const { pathname, searchParams: query } = address;
    const [, contractId] = /^\/directory\/api\/4\.0\/work-contracts\/(\d+)$/.exec(pathname) ?? [];
    switch (`${method} ${contractId === undefined ? pathname : 'a contract'}`) {
      case 'GET /organization/structure/api/establishments':
        return json(response, pageV4(ESTABLISHMENTS, query));
      case 'GET /organization/structure/api/departments':
        return json(response, pageV4([...DEPARTMENTS, ...departments], query));
      case 'GET /directory/api/work-contract-archetypes':
        return json(response, { items: TEMPLATES });
      case 'GET /api/v3/roles':
        return json(response, pageV3([...ROLES, ...roles], query));
      case 'GET /api/v3/users':
        return json(response, pageV3(employees.filter(matching(query, literal, seesFormer)), query));
      case 'POST /api/v3/users': {
        const given = JSON.parse(body) as Row & { login: string; lastName: string; dtContractStart: string }; // the connector's own
        if (employees.some(({ login }) => login === given.login))
          return json(response, { Status: 400, Message: 'Login already used' }, 400);
        const created = employee({ ...given, id: 416 + employees.length, lastName: given.lastName.toUpperCase() });
        employees.push(created);
        contracts.push(contractOf(created.id, given.dtContractStart.slice(0, 10)));
        return json(response, { header: {}, data: shown(created, query) });
      }
      case 'GET /directory/api/4.0/work-contracts': {
        const owners = query.get('ownerId')?.split(',') ?? [];
        return json(response, { items: contracts.filter(({ ownerId }) => owners.includes(String(ownerId))) });
      }
      case 'PATCH a contract': {
        const index = contracts.findIndex(({ id }) => String(id) === contractId);
        const { [index]: found } = contracts;
        if (!found) return json(response, { id: contractId, error: 'Resource not found' }, 404);
        contracts[index] = { ...found, ...(JSON.parse(body) as Row) }; // the connector's own
        return json(response, contracts[index]);
      }
      default:
        return answer(response, 404, '');
    }
  });
  return { url: standIn.url, ledger: standIn.seen, employees, close: () => standIn.close() };
}

function employee(values: Row): Row {
  return { dtContractStart: '2018-01-01T00:00:00', dtContractEnd: null, modifiedAt: '2018-01-01T00:00:00', ...values };
}

function contractOf(ownerId: number, startsOn: string): Row {
  return { id: 10_000 + ownerId, ownerId, typeId: 1, startsOn, terminationReasonId: null };
}

function matching(query: URLSearchParams, literal: boolean, seesFormer: boolean): (row: Row) => boolean {
  const today = new Date().toISOString().slice(0, 10);
  const former = seesFormer && query.get('formerEmployees') === 'true';
  const filters = ['mail', 'login', 'id'].flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [{ name, values: literal && name !== 'id' ? [value] : value.split(',') }];
  });
  const [, since = ''] = query.get('modifiedAt')?.split(',') ?? [];
  return (row) =>
    (former || !row['dtContractEnd'] || String(row['dtContractEnd']) >= today) &&
    String(row['modifiedAt']) >= since &&
    filters.every(({ name, values }) => values.some((value) => value.toLowerCase() === String(row[name]).toLowerCase()));
}

/** Only `id, name, url` unless asked for more, and in no order unless one is asked for. */
function pageV3(rows: readonly Row[], query: URLSearchParams): object {
  const [offset = 0, limit = 1000] = (query.get('paging') ?? '').split(',').filter(Boolean).map(Number);
  const ordered = query.has('orderBy') ? rows.toSorted((a, b) => a.id - b.id) : rows.toReversed();
  return { header: {}, data: { items: ordered.slice(offset, offset + limit).map((row) => shown(row, query)) } };
}

function shown(row: Row, query: URLSearchParams): object {
  const fields = (query.get('fields') ?? 'id,name,url').split(',');
  return Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
}

function pageV4(rows: readonly Row[], query: URLSearchParams): object {
  const [page, limit] = [Number(query.get('page') ?? 1), Number(query.get('limit') ?? 25)];
  const items = rows.slice((page - 1) * limit, page * limit);
  return { items, count: rows.length, prev: null, next: page * limit < rows.length ? `?page=${page + 1}` : null };
}

export function json(response: ServerResponse, value: unknown, status = 200): void {
  answer(response, status, JSON.stringify(value), 'application/json');
}

export function answer(response: ServerResponse, status: number, body: string, type = 'text/html'): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}
