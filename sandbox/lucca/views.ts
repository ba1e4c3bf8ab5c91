import type { Resource } from './fields.js';
import { withoutZone, type Department, type LuccaState, type Named, type User } from './state.js';

/** A user as v3 shows one. The last name comes back in capitals, the display name does not. */
export function userView(state: LuccaState, user: User, base: string, depth = 1): Resource {
  const displayName = `${user.lastName} ${user.firstName}`;
  const { hiddenUntil: _, ...own } = user;
  const head = {
    ...own,
    createdAt: withoutZone(user.createdAt),
    modifiedAt: withoutZone(user.modifiedAt),
    lastName: user.lastName.toUpperCase(),
    name: displayName,
    displayName,
    url: `${base}/api/v3/users/${user.id}`,
    pictureHref: null,
  };
  if (depth === 0) return head;
  const manager = state.users.find(({ id }) => id === user.managerId);
  return {
    ...head,
    manager: manager ? userView(state, manager, base, 0) : null,
    department: namedView(state.departments, user.departmentId, `${base}/api/v3/departments`),
    legalEntity: namedView(state.establishments, user.legalEntityId, `${base}/api/v3/legalentities`),
    rolePrincipal: namedView(state.roles, user.rolePrincipalId, `${base}/api/v3/roles`),
  };
}

/**
 * A department as v4 shows one. `hierarchy` and `parentId` are paths of positions among siblings: the parent is the department whose
 * `hierarchy` stands in `parentId`.
 */
export function departmentView(state: LuccaState, department: Department): Resource {
  const { id, name, code, parent, headId, isActive } = department;
  const above = state.departments.find((other) => other.id === parent);
  return {
    id,
    name,
    code,
    description: null,
    parentId: above ? pathOf(state, above) : null,
    parentLuccaId: parent,
    hierarchy: pathOf(state, department),
    isActive,
    headId,
    createdAt: '2021-11-08T17:48:18.12',
    lastModifiedAt: '2021-11-08T17:48:18.12',
    sortOrderInSiblings: null,
  };
}

/** Such as `/1/3/2/`. */
function pathOf(state: LuccaState, department: Department): string {
  const siblings = state.departments.filter(({ parent }) => parent === department.parent);
  const above = state.departments.find(({ id }) => id === department.parent);
  return `${above ? pathOf(state, above) : '/'}${siblings.indexOf(department) + 1}/`;
}

/** `{node, children}`; the first node is always empty. */
export function departmentTree(state: LuccaState): Resource {
  const children = (parent: number | null): Resource[] =>
    state.departments
      .filter((department) => department.parent === parent)
      .map(({ id, name }) => ({ node: { id, name }, children: children(id) }));
  return { node: null, children: children(null) };
}

function namedView(all: readonly Named[], id: number, url: string): Resource | null {
  const found = all.find((one) => one.id === id);
  return found ? { id, name: found.name, url: `${url}/${id}` } : null;
}
