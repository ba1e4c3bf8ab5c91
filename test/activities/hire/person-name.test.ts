import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { likelyName, readName } from '../../../src/activities/hire/person-name.js';

/** What Windows-1252 has in place of Latin-1's control characters. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
/** UTF-8 read as another encoding. */
const misread = (text: string, encoding: 'latin1' | 'windows-1252') => {
  const latin1 = Buffer.from(text).toString('latin1');
  return encoding === 'latin1' ? latin1 : latin1.replace(/[\u0080-\u009F]/g, (letter) => WINDOWS[letter.charCodeAt(0) - 0x80] ?? letter);
};

/** As they stand in registers, in many scripts and with what is allowed to stand between letters. */
const NAMES = [
  ['Hélène', 'Noël', 'François', 'Crèvecœur', 'Ÿves', 'D’Arc', "N'Diaye", 'D´Angelo', 'D`Angelo', 'Jean-Luc d’ARC', 'de la Tour'],
  ['Jürgen', 'Weiß', 'WEISS', 'Öztürk', 'Çağla', 'Işık', 'Łukasz', 'Wójcik', 'Škoda', 'MÄŠAN', 'Žižka', 'Dvořák', 'Ștefan', 'Țepeș'],
  ['João', 'JOÃO', 'Conceição', 'IRMÃ', 'CAMÕES', 'García', 'Mª José', 'Núñez', 'Gal·la', 'Søren', 'Åse', 'Þór', 'Guðrún', 'Æ', 'Ég'],
  ['Nguyễn Thị Ánh', 'Đặng', 'Ōno', 'Ελένη', 'Παπαδοπούλου', 'Юлия', 'Ковальчук', 'Їжак', 'გიორგი', 'Արմեն', 'דוד', 'محمد', 'عبد الله'],
  ['रवि', 'তানিয়া', 'தமிழ்', 'สมชาย', '李小龙', 'さくら', 'アンナ', '김민준', 'O', 'Li', 'Nee', 'Nee Soon', 'Dr. Weiß', 'Smith & Sons'],
  ['Ngũgĩ', 'Ọláyínká', 'Ñandú', 'Çelik', 'É', 'JOSÉ’S', 'RENÉ–MARC', 'Martin Jr.', 'Henry 3', 'St. John', 'van ’t Hoff'],
].flat();

describe('name', () => {
  for (const name of NAMES)
    it(`leaves ${name} as it is`, () => assert.deepEqual(readName(name), { name: name.normalize('NFC'), flags: [] }));

  it('leaves any name of usual letters as it is', () => {
    const letters = Array.from('aeiouéèêëàâäãåçîïíñôöõóøùûüúßšžčřłőąęğışđþæœAEÉÈÀÂÄÃÅÇÎÑÔÖÕØÜŠŽČŁŞÐÞÆŒ');
    const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 12 });
    // Capitals within words aside: nobody has such a name, and each such word is a misread one as well.
    const name = fc.array(
      word.filter((letters) => !/[\p{Ll}][\p{Lu}]|Ã[ŠŽŒšžœ]|[ÄÅ][ŠŽŒšžœ]\p{Ll}/u.test(letters)),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(name, fc.constantFrom(' ', '-', "'", '’'), (words, between) => {
        const text = words.join(between).normalize('NFC');
        assert.deepEqual(readName(text), { name: text, flags: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  it('mends every one of them from UTF-8 read as Latin-1 or Windows-1252, or asks; never takes another for it', () => {
    for (const name of NAMES)
      for (const encoding of ['latin1', 'windows-1252'] as const) {
        const damaged = misread(name, encoding);
        const read = readName(damaged);
        if (damaged === name) continue;
        if (read.name === undefined) assert.ok([undefined, name].includes(read.suggestion), name);
        else assert.deepEqual(read, { name: name.normalize('NFC'), flags: ['name-mended'] }, name);
      }
  });

  const MENDED: [given: string, name: string][] = [
    ['HÃ©lÃ¨ne', 'Hélène'],
    ['H&eacute;l&egrave;ne', 'Hélène'],
    ['H&#233;l&#xE8;ne', 'Hélène'],
    ['H&amp;eacute;l&amp;egrave;ne', 'Hélène'],
    ['O&#39;Neill', "O'Neill"],
    ['Ana&nbsp;Luc&iacute;a', 'Ana Lucía'],
    ['StrauÃŸ', 'Strauß'],
    ['GarcÃ­a', 'García'],
    ['Ð®Ð»Ð¸Ñ\u008F', 'Юлия'],
    [misread(misread('Hélène', 'windows-1252'), 'windows-1252'), 'Hélène'],
    ['H\\u00e9l\\u00e8ne', 'Hélène'],
    ['H%C3%A9l%C3%A8ne', 'Hélène'],
  ];
  for (const [given, name] of MENDED) it(`mends ${given}`, () => assert.deepEqual(readName(given), { name, flags: ['name-mended'] }));

  const DOUBTFUL: [given: string, suggestion: string | undefined][] = [
    ['H?l?ne', undefined],
    ['H\uFFFDl\uFFFDne', undefined],
    ['H\u0083l', undefined],
    ['HÃ©lène', undefined], // half of it
    ['H√©l√®ne', undefined], // read as Mac Roman
    ['=?UTF-8?Q?H=C3=A9l=C3=A8ne?=', undefined],
    ['H&eacutel&egravene', 'Hélène'],
    ['&lt;b&gt;', undefined],
    ['<b>Ada</b>', undefined],
    ['Ada 😀', undefined],
    ['Ada\\Byron', undefined],
    ['&nbsp;', undefined],
    ['Durand (ép. Martin)', 'Durand'],
    ['Durand (Martin)', 'Durand'],
    ['Durand [Martin]', 'Durand'],
    ['Durand épouse Martin', 'Durand'],
    ['[Martin]', 'Martin'],
    ['William "Bill"', 'William'],
    ['Durand (Martin', 'Durand'],
  ];
  for (const [given, suggestion] of DOUBTFUL)
    it(`asks about ${given}${suggestion ? `, with ${suggestion} for an answer` : ''}`, () => {
      const read = readName(given);
      assert.deepEqual([read.name, read.suggestion], [undefined, suggestion]);
    });

  for (const given of [
    'Durand (née Martin)',
    'Durand [née Martin]',
    'Durand (nee Martin)',
    'Durand née Martin',
    'Durand (geb. Martin)',
    'Durand geb. Martin',
  ])
    it(`leaves the birth name of ${given} out`, () => assert.deepEqual(readName(given), { name: 'Durand', flags: ['name-shortened'] }));

  it('mends and shortens at once', () => {
    assert.deepEqual(readName('CrÃ¨vecÅ“ur (nÃ©e Martin)'), { name: 'Crèvecœur', flags: ['name-mended', 'name-shortened'] });
  });

  it('compares what is meant', () => {
    for (const given of ['H&eacute;l&egrave;ne', 'HÃ©lÃ¨ne', 'Hélène (Léna)', 'He\u0301le\u0300ne'])
      assert.equal(likelyName(given), 'Hélène');
  });
});
