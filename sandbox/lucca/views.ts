import type { Resource } from './fields.js';
import type { Department, LuccaState, Named, User } from './state.js';

/** A user as v3 shows one. The last name comes back in capitals, the display name does not. */
export function userView(state: LuccaState, user: User, base: string, depth = 1): Resource {
  const displayName = `${user.lastName} ${user.firstName}`;
  const { hiddenUntil: _, ...own } = user;
  const head = {
    ...own,
    lastName: user.lastName.toUpperCase(),
    name: displayName,
    displayName,
    url: `${base}/api/v3/users/${user.id}`,
    pictureHref: null,
  };
  if (depth === 0) return head;
  const manager = state.users.find(({ id }) => id === user.managerId);
  const department = state.departments.find(({ id }) => id === user.departmentId);
  return {
    ...head,
    manager: manager ? userView(state, manager, base, 0) : null,
    department: department ? departmentView(state, department, base, 0) : null,
    legalEntity: namedView(state.establishments, user.legalEntityId, `${base}/api/v3/legalentities`),
    rolePrincipal: namedView(state.roles, user.rolePrincipalId, `${base}/api/v3/roles`),
  };
}

/** `parentId` is a path of ids, not an id. */
export function departmentView(state: LuccaState, department: Department, base: string, depth = 1): Resource {
  const ancestors = ancestorsOf(state, department);
  const siblings = state.departments.filter(({ parent }) => parent === department.parent);
  const position = siblings.indexOf(department) + 1;
  const head = state.users.find(({ id }) => id === department.headId);
  return {
    id: department.id,
    name: department.name,
    url: `${base}/api/v3/departments/${department.id}`,
    code: department.code,
    hierarchy: `/${[...ancestors, department.id].join('/')}/`,
    parentId: ancestors.length === 0 ? null : `/${ancestors.join('/')}/`,
    isActive: department.isActive,
    position,
    level: ancestors.length,
    sortOrder: position,
    headID: department.headId,
    ...(depth === 0 ? {} : { head: head ? userView(state, head, base, 0) : null }),
  };
}

/** `{node, children}`; the first node is always empty. */
export function departmentTree(state: LuccaState, base: string): Resource {
  const children = (parent: number | null): Resource[] =>
    state.departments
      .filter((department) => department.parent === parent)
      .map(({ id, name }) => ({ node: { id, name, url: `${base}/api/v3/departments/${id}` }, children: children(id) }));
  return { node: null, children: children(null) };
}

function namedView(all: readonly Named[], id: number, url: string): Resource | null {
  const found = all.find((one) => one.id === id);
  return found ? { id, name: found.name, url: `${url}/${id}` } : null;
}

function ancestorsOf(state: LuccaState, department: Department): number[] {
  const parent = state.departments.find(({ id }) => id === department.parent);
  return parent === undefined ? [] : [...ancestorsOf(state, parent), parent.id];
}
