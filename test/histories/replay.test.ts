import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { bundleWorkflows, workflowBundle } from '../support/temporal.js';
import { WAYS } from './ways.js';

const folder = new URL('.', import.meta.url);

async function replay(way: string, bundle: WorkflowBundleOption): Promise<void> {
  const history: unknown = JSON.parse(await readFile(new URL(`${way}.json`, folder), 'utf8'));
  await Worker.runReplayHistory({ workflowBundle: bundle }, history);
}

describe('recorded histories', () => {
  const recorded = readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : []));

  it('exist of every way through the workflow', () => {
    assert.deepEqual(recorded.toSorted(), Object.keys(WAYS).toSorted());
  });

  for (const way of recorded) it(`${way}: the workflow takes the same way again`, async () => replay(way, await workflowBundle()));

  it('fail to replay with a workflow that lacks a step', async () => {
    const changed = await bundleWorkflows(['./changed/without-login.ts'].map((file) => new URL(file, import.meta.url)));
    await assert.rejects(replay('straight-through', changed), DeterminismViolationError);
  });
});
