import assert from 'node:assert/strict';
import { prepareNamespace } from '../../src/client/prepare-namespace.js';

const NEEDS = {
  namespace: 'hires',
  retentionMs: 90 * 86_400_000,
  searchAttributes: [
    { name: 'HireStatus', type: 'KEYWORD' },
    { name: 'HireStartDate', type: 'DATETIME' },
  ],
} as const;

/** A cluster on which this key may read but not write; the real one is in embedded-server.test.ts. */
function cluster({ code, customAttributes = {} }: { code: number; customAttributes?: Record<string, number> }) {
  const refuse = () => Promise.reject(Object.assign(new Error('refused'), { code }));
  const services = {
    workflowService: { describeNamespace: () => Promise.resolve({ config: {} }), updateNamespace: refuse },
    operatorService: { listSearchAttributes: () => Promise.resolve({ customAttributes }), addSearchAttributes: refuse },
  };
  return services as unknown as Parameters<typeof prepareNamespace>[0]; // the four calls that it makes
}

describe('namespace on a cluster', () => {
  for (const code of [7, 12, 16]) {
    it(`names the commands in one message where it may not (gRPC status ${code})`, async () => {
      assert.equal(
        await prepareNamespace(cluster({ code }), NEEDS),
        'This connector may not set up the Temporal namespace hires. Remedy: where it is not done yet, run ' +
          '`temporal operator namespace update --namespace hires --retention 2160h` and ' +
          '`temporal operator search-attribute create --namespace hires --name HireStatus --type Keyword --name HireStartDate --type Datetime`.',
      );
    });
  }

  it('does not ask for what is there', async () => {
    const message = await prepareNamespace(cluster({ code: 7, customAttributes: { HireStatus: 2, HireStartDate: 6 } }), NEEDS);
    assert(message !== undefined && !message.includes('search-attribute'), message);
  });

  it('waits until what it added is known: a hire that starts before would be refused', async () => {
    let asked = 0;
    const connection = {
      workflowService: {
        describeNamespace: async () => ({ config: {} }),
        updateNamespace: async () => ({}),
        async countWorkflowExecutions() {
          if (++asked < 3) throw Object.assign(new Error('invalid query'), { code: 3 });
        },
      },
      operatorService: { listSearchAttributes: async () => ({ customAttributes: {} }), addSearchAttributes: async () => ({}) },
    };
    // the calls that it makes
    await prepareNamespace(connection as unknown as Parameters<typeof prepareNamespace>[0], NEEDS);
    assert.equal(asked, 3);
  });

  it('does not take trouble for a refusal', async () => {
    await assert.rejects(prepareNamespace(cluster({ code: 14 }), NEEDS), /refused/);
  });
});
