import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readAddress, sameAddress } from '../../../src/activities/hire/email-address.js';

const ADA = 'ada@home.test';

describe('e-mail address', () => {
  for (const typed of [
    'mailto:ada@home.test',
    'MAILTO:ada@home.test?subject=CV',
    '<ada@home.test>',
    'Ada Byron <ada@home.test>',
    '"Byron, Ada" <ada@home.test>,',
    'ada@home.test <ada@home.test>',
    '<mailto:ada@home.test>',
    'ada@home.test;',
    'ada@home.test,',
    'ada@home.test)',
    '(ada@home.test)',
    'ada@home.test.',
    '"ada@home.test"',
    "'ada@home.test'",
    '« ada@home.test »',
    '\u00A0ada@home.test\u00A0',
    'ada\u200B@home.test',
    '\uFEFFada@home.test',
    'E-mail : ada@home.test',
  ])
    it(`${JSON.stringify(typed)} is ${ADA}`, () => assert.deepEqual(readAddress(typed), { address: ADA }));

  for (const typed of [
    'ada@home.test; b@home.test',
    'ada@home.test, b@home.test',
    'ada@home.test b@home.test',
    'ada@home.test/b@home.test',
    'b@home.test <ada@home.test>',
    'a,b@home.test',
    'a b@home.test',
    'a<b@home.test',
    'ada..b@home.test',
    '.ada@home.test',
    'ada@@home.test',
    'ada@home',
    'ada@-home.test',
    `${'a'.repeat(250)}@home.test`,
    'ada',
  ])
    it(`${JSON.stringify(typed).slice(0, 40)} is asked about`, () => assert.deepEqual(readAddress(typed), { given: typed }));

  it('suggests an address whose spaces are a slip', () => {
    for (const typed of ['ada @home.test', 'ada@ home.test', 'ada @ home . test', 'ada\u00A0@home.test'])
      assert.equal(readAddress(typed).suggestion, ADA);
  });

  it('leaves a clean one as it is', () => {
    const part = fc.stringMatching(/^[a-z0-9_+!#$%&*/=?^{|}~-]{1,20}$/);
    const label = fc.stringMatching(/^[a-zéü0-9]{2,10}$/);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), label, (local, domain) => {
        const address = `${local.join('.')}@${domain}.example`;
        assert.deepEqual(readAddress(address), { address });
      }),
      { examples: [[['?a=_'], 'home']] },
    );
  });

  it('compares what is meant', () => {
    assert.ok(sameAddress('Ada@Home.test ', '<ada@home.test>'));
    assert.ok(!sameAddress('ada@home.test', 'b@home.test'));
    assert.ok(!sameAddress('', ''));
  });
});
