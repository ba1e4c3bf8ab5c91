import assert from 'node:assert/strict';
import { domainOf, messageId } from '../../src/mail/message-id.js';

describe('messageId', () => {
  const KEY = { runId: 'run-1', kind: 'problem', number: 1, from: 'Hires <hires@acme.example>' } as const;

  it('is the same for every retry, opaque, and of the domain of the sender', () => {
    assert.equal(messageId(KEY), messageId({ ...KEY }));
    assert.match(messageId(KEY), /^<[\w-]{43}@acme\.example>$/);
  });

  it('is the same in every later version: a retry may come from a newer worker', () => {
    assert.equal(messageId(KEY), '<SmTOfV8qPkK5R0-NTeCPYi5RlVHZyy72-kJ_HZdaBro@acme.example>');
  });

  it('differs between runs, kinds and numbers', () => {
    const { number, ...unnumbered } = KEY;
    const ids = [KEY, { ...KEY, runId: 'run-2' }, { ...KEY, kind: 'escalation' }, { ...KEY, number: number + 1 }, unnumbered].map(
      messageId,
    );
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('domainOf', () => {
  it('reads both forms of an address, and has an answer for neither', () => {
    assert.equal(domainOf('hires@Acme.example'), 'acme.example');
    assert.equal(domainOf('"Acme, HR" <hires@acme.example>'), 'acme.example');
    assert.equal(domainOf('hires@acme.example>\r\nBcc: x'), 'acme.example');
    assert.equal(domainOf('hires'), 'localhost');
    assert.equal(domainOf('RH <rh@Müller.example>'), 'xn--mller-kva.example');
    assert.equal(domainOf('"rh@acme" <rh@müller.example>'), 'xn--mller-kva.example');
    assert.equal(domainOf('@'), 'localhost');
  });
});
