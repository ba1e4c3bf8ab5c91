import assert from 'node:assert/strict';
import { usersFilter } from '../../src/lucca/users-filter.js';

describe('the filter for employees', () => {
  for (const [values, filter] of [
    [['cmartin'], 'cmartin'],
    [['a@example.org', 'b@example.org'], 'a@example.org,b@example.org'],
    [[416], '416'],
    [['since'], 'equals,since'],
    [['Null'], 'equals,Null'],
    [['today', 'cmartin'], 'equals,today,cmartin'],
    [['cmartin', 'like'], 'equals,cmartin,like'],
    [['sincere', 'likely', 'today@example.org'], 'sincere,likely,today@example.org'],
  ] as const)
    it(`finds ${values.join(' and ')} by ${filter}`, () => assert.equal(usersFilter(values), filter));

  for (const keyword of [
    'equals',
    'notequal',
    'starts',
    'like',
    'since',
    'until',
    'between',
    'greaterthan',
    'greaterthanorequal',
    'lessthan',
    'lessthanorequal',
    'null',
    'now',
    'today',
    'tomorrow',
    'yesterday',
  ])
    it(`never lets ${keyword} be the operator`, () => assert.equal(usersFilter([keyword]), `equals,${keyword}`));
});
