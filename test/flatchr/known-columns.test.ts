import assert from 'node:assert/strict';
import { knownIds, takenOf } from '../../src/flatchr/known-columns.js';

const COLUMN = { ids: ['695', 'Nk5a'], title: 'Recruté', hired: true };
const taken = (hiredColumns: string[], columns: Record<string, string[]>, column = COLUMN) =>
  takenOf(column, ['60', 'G6Kz'], { hiredColumns }, { columns, missed: [] });

describe('known columns', () => {
  it('are those whose names are configured', () => {
    const columns = { Recruté: ['695', 'Nk5a'], Signé: ['700'] };
    assert.deepEqual(knownIds({ columns }, { hiredColumns: ['Recruté'] }), ['695', 'Nk5a']);
    assert.deepEqual(knownIds({ columns }, { hiredColumns: ['constructor', 'Autre'] }), []);
  });

  it('are learnt by the configured name, in whatever way it matches', () => {
    assert.deepEqual(taken(['Autre', 'RECRUTE'], {}).column, { name: 'RECRUTE', ids: ['695', 'Nk5a'] });
    assert.deepEqual(taken(['Nk5a'], {}).column, { name: 'Nk5a', ids: ['695', 'Nk5a'] });
    const renamed = { ...COLUMN, title: 'Embauché' };
    assert.deepEqual(taken(['Recruté'], { Recruté: ['Nk5a'] }, renamed).column, { name: 'Recruté', ids: ['695', 'Nk5a'] });
  });

  it('give way to another column that has the configured title now', () => {
    assert.deepEqual(taken(['Recruté'], { Recruté: ['12', '13'] }).column, { name: 'Recruté', ids: ['695', 'Nk5a'] });
  });

  it('are none where Flatchr’s own flag decides, or nothing names the column', () => {
    assert.equal(taken([], {}).column, undefined);
    assert.equal(taken(['Recruté'], {}, { ...COLUMN, ids: [] }).column, undefined);
  });

  it('tell that column, company and bodies are right', () => {
    const bodies = ['body unreadable', 'body malformed', 'body too-large'];
    assert.deepEqual(taken([], {}).right, ['column 695', 'column Nk5a', 'column Recruté', 'company 60', 'company G6Kz', ...bodies]);
  });
});
