import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { isLoginFormat, isUsableLogin, loginCandidates, usableLetters, type LoginRules } from '../../src/hire/login.js';

const DEFAULTS = { formats: ['{f}{last}', '{first}.{last}', '{f}{last}{n}'], maxLength: 50, umlauts: 'plain' } as const;

function firstOf(count: number, rules: Partial<LoginRules> & Pick<LoginRules, 'firstName' | 'lastName'>): string[] {
  return take(count, loginCandidates({ ...DEFAULTS, ...rules }));
}

function take(count: number, logins: Iterable<string>): string[] {
  const taken: string[] = [];
  for (const login of logins) if (taken.push(login) === count) break;
  return taken;
}

// first name, last name, login with umlauts plain, login with umlauts german where it differs
const TABLE: readonly [string, string, string, string?][] = [
  ['Camille', 'Martin', 'cmartin'],
  ['Jürgen', 'Größe', 'jgrosse', 'jgroesse'],
  ['Änne', 'Müller-Lüdenscheidt', 'amullerludenscheidt', 'amuellerluedenscheidt'],
  ['Özlem', 'Yıldız', 'oyildiz'],
  ['Gülşah', 'Işık', 'gisik'],
  ['İbrahim', 'Çağlar', 'icaglar'],
  ['Karl', 'Strauß', 'kstrauss'],
  ['KARL', 'STRAUẞ', 'kstrauss'],
  ['Hélène', 'Crèvecœur', 'hcrevecoeur'],
  ['Œdipe', 'Lefèvre', 'olefevre'],
  ['Zoë', 'Ægidius', 'zaegidius'],
  ['Anne-Sophie', 'de la Tour', 'adelatour'],
  ['Jean Pierre', "d'Arc", 'jdarc'],
  ['Sinéad', 'O’Neill', 'soneill'],
  ['Øystein', 'Åsgård', 'oasgard'],
  ['Søren', 'Æbelø', 'saebelo'],
  ['Þórður', 'Guðmundsson', 'tgudmundsson'],
  ['Guðrún', 'Þórsdóttir', 'gthorsdottir'],
  ['Łukasz', 'Żółć', 'lzolc'],
  ['Đorđe', 'Šarić', 'dsaric'],
  ['Ő', 'Dvořák', 'odvorak'],
  ['Jordi', 'Gal·la', 'jgalla'],
  ['ﬁliz', 'Ĳsbrand', 'fijsbrand'],
  ['Γιώργος', 'Παππάς', 'gpappas'],
  ['Юлия', 'Щербакова', 'yshcherbakova'],
  ['Ольга', 'Зеленська', 'ozelenska'],
  ['小龙', '李', 'xli'],
  ['Thị Thùy', 'Đặng', 'tdang'],
  ['Minh', 'Nguyễn', 'mnguyen'],
  ['محمد', 'شريف', 'mshryf'],
  ['민준', '박', 'mbag'],
  ['יוסף', 'לוי', 'ylvy'],
  ['ひろし', 'サトウ', 'hsatou'],
  ['Ａｋｉ', 'T😀™', 'at'],
  ['Léa', 'Durand (née Martin)', 'ldurand'],
  ['Léa (Lea)', 'Durand [Martin]', 'ldurand'],
  ['Léa', '[Martin]', 'lmartin'],
];

describe('loginCandidates', () => {
  for (const [first, last, plain, german = plain] of TABLE)
    it(`${first} ${last} → ${plain}${german === plain ? '' : ` or ${german}`}`, () => {
      assert.deepEqual(firstOf(1, { firstName: first, lastName: last }), [plain]);
      assert.deepEqual(firstOf(1, { firstName: first, lastName: last, umlauts: 'german', formats: ['{f}{last}'] }), [german]);
    });

  it('follows the formats in order, then counts from 2', () => {
    assert.deepEqual(firstOf(5, { firstName: 'Anne-Marie', lastName: 'Dubois' }), [
      'adubois',
      'annemarie.dubois',
      'adubois2',
      'adubois3',
      'adubois4',
    ]);
  });

  it('knows every placeholder and keeps literal characters', () => {
    const formats = ['{first}{l}', '{l}-{first}', '{last}_{f}', '{first}.{last}{n}@acme.example'];
    assert.deepEqual(firstOf(4, { firstName: 'Eva', lastName: 'Blum', formats }), ['evab', 'b-eva', 'blum_e', 'eva.blum2@acme.example']);
  });

  it('offers no login twice', () => {
    assert.deepEqual(
      [...loginCandidates({ ...DEFAULTS, formats: ['{f}{last}', '{first}{last}'], firstName: 'A', lastName: 'Bo' })],
      ['abo'],
    );
  });

  it('ends at 999', () => {
    const all = [...loginCandidates({ ...DEFAULTS, formats: ['{last}{n}'], firstName: 'A', lastName: 'Bo' })];
    assert.equal(all.length, 998);
    assert.equal(all.at(-1), 'bo999');
  });

  it('shortens names, not literals and not the number', () => {
    const names = { firstName: 'Wolfgang', lastName: 'Ammergauer' };
    assert.deepEqual(firstOf(1, { ...names, formats: ['{f}{last}'], maxLength: 8 }), ['wammerga']);
    assert.deepEqual(firstOf(1, { ...names, formats: ['{first}.{last}'], maxLength: 8 }), ['wolfga.a']);
    assert.deepEqual(firstOf(1, { ...names, formats: ['{first}.{last}@a.de'], maxLength: 12 }), ['wolfg.a@a.de']);
    const numbered = [...loginCandidates({ ...DEFAULTS, ...names, formats: ['{f}{last}{n}'], maxLength: 8 })];
    assert.deepEqual([numbered[0], numbered[8], numbered[98]], ['wammerg2', 'wammer10', 'wamme100']);
  });

  it('yields nothing where a part of the name has no usable letter, or where nothing fits', () => {
    assert.deepEqual(firstOf(9, { firstName: '😀', lastName: 'Blum' }), []);
    assert.deepEqual(firstOf(9, { firstName: '42', lastName: 'Blum' }), []);
    assert.deepEqual(firstOf(9, { firstName: 'Eva', lastName: '-' }), []);
    assert.deepEqual(firstOf(9, { firstName: 'Eva', lastName: 'ع', formats: ['{last}', '{first}'] }), ['eva']);
    assert.deepEqual(firstOf(9, { firstName: 'Eva', lastName: 'Blum', formats: ['{f}@acme.example'], maxLength: 10 }), []);
  });

  it('refuses what is no format', () => {
    for (const format of ['', '{x}{last}', '{last}.', '.{last}', '-{f}', 'hire', '{n}', '{f} {last}', '{f}{last', '{F}']) {
      assert.equal(isLoginFormat(format), false, format);
      assert.throws(() => firstOf(1, { firstName: 'A', lastName: 'B', formats: [format] }), /login\.formats/);
    }
    for (const format of [...DEFAULTS.formats, 'x{l}', '{last}-{n}', '{first}.{last}@acme.example'])
      assert.equal(isLoginFormat(format), true, format);
  });

  it('holds for any name: shape, length, composed or decomposed', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Müller', 'Straße', 'Nguyễn', '각', 'Å'),
    );
    const rules = fc.record({
      firstName: name,
      lastName: name,
      formats: fc.subarray(['{f}{last}', '{first}.{last}', '{f}{last}{n}', '{l}-{first}{n}'], { minLength: 1 }),
      maxLength: fc.integer({ min: 1, max: 60 }),
      umlauts: fc.constantFrom('plain' as const, 'german' as const),
    });
    fc.assert(
      fc.property(rules, (rule) => {
        const logins = take(20, loginCandidates(rule));
        for (const login of logins) {
          assert.match(login, /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/);
          assert.ok(login.length <= rule.maxLength);
          assert.ok(isUsableLogin(login, rule.maxLength));
        }
        assert.equal(new Set(logins).size, logins.length);
        const decomposed = { ...rule, firstName: rule.firstName.normalize('NFD'), lastName: rule.lastName.normalize('NFD') };
        const composed = { ...rule, firstName: rule.firstName.normalize('NFC'), lastName: rule.lastName.normalize('NFC') };
        assert.deepEqual(take(20, loginCandidates(decomposed)), logins);
        assert.deepEqual(take(20, loginCandidates(composed)), logins);
      }),
      { numRuns: 500 },
    );
  });
});

describe('usableLetters', () => {
  it('writes umlauts either way, in either form', () => {
    for (const form of ['NFC', 'NFD'] as const) {
      assert.equal(usableLetters('ÄÖÜäöü'.normalize(form)), 'aouaou');
      assert.equal(usableLetters('ÄÖÜäöü'.normalize(form), 'german'), 'aeoeueaeoeue');
    }
    assert.equal(usableLetters('ßæøłıþåÆØŁÞÅ', 'german'), 'ssaeolithaaeoltha');
  });

  it('is empty without a letter', () => {
    for (const name of ['', ' ', '-', '😀', '©', '€', '123', '…']) assert.equal(usableLetters(name), '', name);
  });
});

describe('isUsableLogin', () => {
  it('takes what other systems use as logins, and nothing that breaks a URL or a filter', () => {
    for (const login of ['cmartin', 'C.Martin', 'camille_martin-2', 'camille@home.example', '7'])
      assert.ok(isUsableLogin(login, 50), login);
    for (const login of ['', ' ', 'c martin', 'a,b', 'é', '.a', 'a.', 'a-', 'a/b', 'a\n', 'a+b'])
      assert.ok(!isUsableLogin(login, 50), JSON.stringify(login));
    assert.ok(isUsableLogin('abc', 3));
    assert.ok(!isUsableLogin('abcd', 3));
  });
});
