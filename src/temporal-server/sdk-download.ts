import { TestWorkflowEnvironment } from '@temporalio/testing';

/** A process of its own: lets the SDK download its Temporal CLI into the folder named by the first argument. */
const [, , downloadDir] = process.argv;
if (downloadDir === undefined) throw new Error('The folder is missing');

try {
  const environment = await TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'cached-download', downloadDir } } });
  await environment.teardown();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message.split(': ').at(-1) : 'unknown reason'}\n`);
  process.exit(1);
}
