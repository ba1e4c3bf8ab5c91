import type { FastifyInstance } from 'fastify';
import type { ComponentChildren } from 'preact';
import type { SandboxContext } from '../context.js';
import { htmlPage } from '../ui/page.js';
import { isFormer, type LuccaState, type Named, type User } from './state.js';

/** The directory under this plugin's prefix, and one employee's card where the real Lucca has it. */
export async function luccaPages(app: FastifyInstance, { context }: { context: SandboxContext }): Promise<void> {
  const { store, links, now } = context;
  const page = (title: string, children: ComponentChildren): string => htmlPage({ title, path: '/lucca', links, children });

  app.get('/', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(page('Lucca directory – sandbox', <Directory state={store.state.lucca} base={app.prefix} now={now()} />)),
  );

  app.get<{ Querystring: { employeeId?: string } }>('/directory/users/cards', async (request, reply) => {
    const user = store.state.lucca.users.find(({ id }) => String(id) === request.query.employeeId);
    void reply.type('text/html; charset=utf-8').code(user ? 200 : 404);
    if (user === undefined) return page('Not found', <p>No employee has this id.</p>);
    return page('Employee – sandbox', <EmployeeCard user={user} state={store.state.lucca} />);
  });
}

/** What the list shows; the card shows all. */
const LISTED = [
  'Last name',
  'First name',
  'Login',
  'E-mail',
  'Phone',
  'Establishment',
  'Department',
  'Primary role',
  'Contract type',
  'Start',
] as const;

function valuesOf(user: User, state: LuccaState) {
  const contracts = state.contracts.filter(({ ownerId, isArchived }) => ownerId === user.id && !isArchived);
  const manager = state.users.find(({ id }) => id === user.managerId);
  return {
    'Last name': user.lastName,
    'First name': user.firstName,
    Login: user.login,
    'E-mail': user.mail,
    Phone: user.professionalMobile ?? user.personalMobile ?? user.directLine ?? '',
    Establishment: nameOf(state.establishments, user.legalEntityId),
    Department: nameOf(state.departments, user.departmentId),
    'Primary role': nameOf(state.roles, user.rolePrincipalId),
    'Contract type': contracts.map(({ typeId }) => nameOf(state.contractTypes, typeId)).join(', '),
    Start: user.dtContractStart.slice(0, 10),
    End: user.dtContractEnd?.slice(0, 10) ?? '',
    Manager: manager && manager !== user ? `${manager.firstName} ${manager.lastName}` : '',
    Created: user.createdAt.slice(0, 16).replace('T', ' '),
  };
}

function nameOf(all: readonly Named[], id: number): string {
  return all.find((one) => one.id === id)?.name ?? String(id);
}

function Directory({ state, base, now }: { readonly state: LuccaState; readonly base: string; readonly now: number }) {
  const newestFirst = [...state.users].sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id);
  return (
    <>
      <h1>Lucca directory</h1>
      <p class="lead">Every employee, newest first; former ones in grey. The list keeps itself fresh.</p>
      <div data-live data-testid="directory">
        {newestFirst.length === 0 ? (
          <p>No employees yet.</p>
        ) : (
          <div class="scroll" tabIndex={0} role="region" aria-label="Employees">
            <table>
              <thead>
                <tr>
                  <th scope="col">Id</th>
                  {LISTED.map((name) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {newestFirst.map((user) => {
                  const values = valuesOf(user, state);
                  return (
                    <tr key={user.id} data-testid={`employee-${user.id}`} data-login={user.login} class={isFormer(user, now) ? 'soft' : ''}>
                      <td>
                        <a href={`${base}/directory/users/cards?employeeId=${user.id}`}>{user.id}</a>
                      </td>
                      {LISTED.map((name) => (
                        <td key={name} data-field={name}>
                          {values[name]}
                        </td>
                      ))}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </>
  );
}

function EmployeeCard({ user, state }: { readonly user: User; readonly state: LuccaState }) {
  return (
    <>
      <h1>
        {user.firstName} {user.lastName}
      </h1>
      <dl data-testid="employee-card">
        {Object.entries(valuesOf(user, state)).map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd data-field={name}>{value || '–'}</dd>
          </>
        ))}
      </dl>
      <a href="/lucca">All employees</a>
    </>
  );
}
