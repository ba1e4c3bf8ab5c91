import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../context.js';
import { addFaultHooks, fateOf } from '../fault-hooks.js';
import { createContract, findContracts, updateContract } from './contracts.js';
import { v3Item, v3List, v4List } from './envelope.js';
import { UnknownIdError } from './error.js';
import { addShaping } from '../shaping.js';
import type { Resource } from './fields.js';
import { filterOf, readQuery } from './filters.js';
import { addGate, type Gate } from './gate.js';
import { isFormer, isVisible, withoutZone, type User, type WorkContract } from './state.js';
import { createUser, readBody, updateUser } from './write-user.js';
import { departmentTree, departmentView, userView } from './views.js';

const USERS = '/api/v3/users';
const CONTRACTS = '/directory/api/4.0/work-contracts';
const TEMPLATES = '/directory/api/work-contract-archetypes';
const DEPARTMENTS = '/organization/structure/api/departments';
const ESTABLISHMENTS = '/organization/structure/api/establishments';

interface ById {
  readonly Params: { readonly id: string };
}

/** Lucca's API as far as a hire needs it, under this plugin's prefix. */
export async function luccaApi(app: FastifyInstance, { context, gate }: { context: SandboxContext; gate: Gate }): Promise<void> {
  const { store, now } = context;
  const base = app.prefix;
  if (context.trace) addShaping(app, context.trace.lucca);
  // The faults first: the ledger notes what they leave of an answer.
  addFaultHooks(app, context, 'lucca');
  addGate(app, context, gate);

  app.get(USERS, async (request) => {
    const query = readQuery(request.query);
    const { lucca } = store.state;
    // The older way to see former employees is to ask for a contract's end.
    const all = query.get('formeremployees') === 'true' || query.has('dtcontractend');
    // The usual look-ups are narrowed before the views are made: a benchmark's Lucca has thousands of users.
    const narrowed = lucca.users.filter(filterOf(query, now(), ['id', 'login', 'mail']));
    const views = narrowed
      .filter((user) => isVisible(user, now()) && (all || !isFormer(user, now())))
      .map((user) => userView(lucca, user, base));
    return v3List(views.filter(filterOf(query, now())), query, now());
  });

  app.post(USERS, async (request) => {
    const query = readQuery(request.query);
    const { lucca } = store.state;
    const visibleAfterMs = fateOf(request).fault?.visibleAfterMs;
    const user = createUser({
      state: lucca,
      body: readBody(request.body),
      now: now(),
      contract: query.get('contract') === 'true',
      hiddenUntil: visibleAfterMs === undefined ? undefined : now() + visibleAfterMs,
    });
    gate.committed(request, user.id);
    store.save('lucca');
    return v3Item(userView(lucca, user, base), query, now());
  });

  app.get<ById>(`${USERS}/:id`, async (request) => {
    const user = visibleUser(request.params.id);
    return v3Item(userView(store.state.lucca, user, base), readQuery(request.query), now());
  });

  app.put<ById>(`${USERS}/:id`, async (request) => {
    const user = visibleUser(request.params.id);
    updateUser(store.state.lucca, user, readBody(request.body), now());
    store.save('lucca');
    return v3Item(userView(store.state.lucca, user, base), readQuery(request.query), now());
  });

  // v3's departments and legal entities have been taken out of service: 404.
  app.get(DEPARTMENTS, async (request) => {
    const query = readQuery(request.query);
    const { lucca } = store.state;
    const views = lucca.departments.map((department) => departmentView(lucca, department));
    return v4List(views.filter(filterOf(query, now())), query, `${base}${DEPARTMENTS}`, 100);
  });

  app.get(`${DEPARTMENTS}/tree`, async () => departmentTree(store.state.lucca));

  app.get('/api/v3/roles', async (request) => {
    const query = readQuery(request.query);
    const views = store.state.lucca.roles.map(({ id, name }) => ({ id, name, url: `${base}/api/v3/roles/${id}` }));
    return v3List(views.filter(filterOf(query, now())), query, now());
  });

  app.get(ESTABLISHMENTS, async (request) => {
    const query = readQuery(request.query);
    const { establishments, users } = store.state.lucca;
    const views = establishments.map((establishment) => ({
      ...establishment,
      legalUnitId: 1,
      legalUnit: { id: 1, name: 'Acme SAS' },
      legalIdentificationNumber: null,
      activityCode: null,
      calendarId: 1,
      address: null,
      timezoneId: 'Europe/Paris',
      usersCount: users.filter(({ legalEntityId }) => legalEntityId === establishment.id).length,
    }));
    return v4List(views.filter(filterOf(query, now())), query, `${base}${ESTABLISHMENTS}`, 100);
  });

  app.get(TEMPLATES, async () => ({ items: store.state.lucca.contractTypes, count: store.state.lucca.contractTypes.length }));

  app.get(CONTRACTS, async (request) => {
    const query = readQuery(request.query);
    const views = findContracts(store.state.lucca, query).map((contract) => contractView(contract));
    const { prev: _prev, next: _next, ...list } = v4List(views, query, `${base}${CONTRACTS}`, 1_000);
    return list; // this one tells of no next page
  });

  app.post(CONTRACTS, async (request) => {
    const contract = createContract(store.state.lucca, request.body, now());
    store.save('lucca');
    return contractView(contract);
  });

  app.patch<ById>(`${CONTRACTS}/:id`, async (request) => {
    const contract = store.state.lucca.contracts.find(({ id }) => String(id) === request.params.id);
    if (contract === undefined) throw new UnknownIdError(request.params.id);
    updateContract(store.state.lucca, contract, request.body, now());
    store.save('lucca');
    return contractView(contract);
  });

  function visibleUser(id: string): User {
    const user = store.state.lucca.users.find((user) => String(user.id) === id && isVisible(user, now()));
    if (user === undefined) throw new UnknownIdError(id);
    return user;
  }

  function contractView(contract: WorkContract): Resource {
    const { isArchived, externalId: _, createdAt, lastModifiedAt, ...rest } = contract;
    return {
      ...rest,
      isApplicable: !isArchived,
      terminationReasonId: null,
      renewedTrialPeriodDays: null,
      trialPeriodEndDate: null,
      trialPeriodEndDate2: null,
      authorId: 1,
      lastModifierId: 1,
      createdAt: withoutZone(createdAt),
      lastModifiedAt: withoutZone(lastModifiedAt),
    };
  }
}
