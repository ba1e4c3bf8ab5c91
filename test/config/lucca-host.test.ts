import assert from 'node:assert/strict';
import { accountOf, luccaBaseUrl, luccaHost } from '../../src/config/lucca-host.js';

describe("Lucca's address", () => {
  it('is made of an account, or is a host of a documented domain', () => {
    assert.equal(luccaHost('acme'), 'acme.ilucca.net');
    assert.equal(luccaHost('acme-2'), 'acme-2.ilucca.net');
    for (const host of [
      'acme.ilucca.net',
      'acme.ilucca.ch',
      'acme.ilucca-test.net',
      'acme.ilucca-test.ch',
      'acme.ilucca-demo.net',
      'a-b.ilucca-demo.ch',
      'acme-trial.sandbox.eu1.luccasoftware.com',
      'acme-trial.sandbox.eu2.luccasoftware.com',
      'a-c-me-trial.sandbox.ch1.luccasoftware.com',
    ]) {
      assert.equal(luccaHost(host), host);
    }
  });

  for (const host of [
    '',
    'Acme',
    '-acme',
    'acme-',
    'acme.',
    'acme.ilucca.com',
    'acme.ilucca.net.',
    'acme.ilucca.net:443',
    'acme.ilucca.net/x',
    'acme.ilucca.net?x',
    'acme.ilucca.net#x',
    'u@acme.ilucca.net',
    'https://acme.ilucca.net',
    'x.acme.ilucca.net',
    'ilucca.net',
    'evil.example/.ilucca.net',
    'acme.ilucca.net.evil.example',
    'acme.ilucca-preview.net',
    'acme.sandbox.eu1.luccasoftware.com',
    'acme-trial.sandbox.us1.luccasoftware.com',
    'acme-trial.luccasoftware.com',
    'acme.ilucca.net\n',
    'localhost:1',
    '127.0.0.1',
    `${'a'.repeat(64)}.ilucca.net`,
  ]) {
    it(`is not ${JSON.stringify(host.slice(0, 50))}`, () => assert.equal(luccaHost(host), undefined));
  }

  it('names an account in one way, however its address is written', () => {
    assert.equal(accountOf({ lucca: { host: 'acme' } }), 'acme.ilucca.net');
    assert.equal(accountOf({ lucca: { host: 'acme.ilucca.net' } }), 'acme.ilucca.net');
    assert.equal(accountOf({ lucca: { url: 'https://ACME.ilucca.net/' } }), 'acme.ilucca.net');
    const accounts = ['http://localhost:8081/a', 'http://localhost:8081/b', 'http://localhost:8082/a', 'http://localhost:8081/a/b'];
    assert.equal(new Set(accounts.map((url) => accountOf({ lucca: { url } }))).size, accounts.length);
    for (const url of accounts) assert.match(accountOf({ lucca: { url } }), /^[\w.%-]+$/);
  });

  it('gives the root without a slash at its end', () => {
    const lucca = { apiKey: 'x', quota: { requests: 50, per: 1 }, settleFor: 1 };
    assert.equal(luccaBaseUrl({ lucca: { ...lucca, host: 'acme' } }), 'https://acme.ilucca.net');
    assert.equal(luccaBaseUrl({ lucca: { ...lucca, host: 'acme.ilucca-test.ch' } }), 'https://acme.ilucca-test.ch');
    assert.equal(luccaBaseUrl({ lucca: { ...lucca, url: 'http://localhost:8081/lucca/' } }), 'http://localhost:8081/lucca');
  });
});
