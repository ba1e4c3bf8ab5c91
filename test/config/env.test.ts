import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError } from '../../src/config/config-error.js';
import { readEnvironment } from '../../src/config/env.js';

describe('environment', () => {
  it('has a default for everything', () => {
    const environment = readEnvironment({});
    assert.deepEqual(
      { ...environment, configPath: undefined },
      {
        configPath: undefined,
        production: false,
        port: undefined,
        sandboxPort: 8081,
        sandboxTrace: undefined,
        temporalPort: 7233,
        temporalUiPort: 8233,
        dataDir: resolve('.data'),
        logLevel: 'info',
        temporalCliPath: undefined,
        language: undefined,
        path: '',
        cacheDir: join(homedir(), '.cache', 'flatchr-lucca-hire'),
      },
    );
  });

  it('is read', () => {
    const environment = readEnvironment({ CONNECTOR_CONFIG: 'x.yaml', PORT: '0', TEMPORAL_PORT: '1', DATA_DIR: '/d', LOG_LEVEL: 'debug' });
    assert.equal(environment.configPath, 'x.yaml');
    assert.equal(environment.port, 0);
    assert.equal(environment.temporalPort, 1);
    assert.equal(environment.dataDir, '/d');
    assert.equal(environment.logLevel, 'debug');
    assert.equal(readEnvironment({ NODE_ENV: 'production' }).production, true);
  });

  it('counts an empty variable as left out', () => {
    assert.equal(readEnvironment({ TEMPORAL_PORT: '', TEMPORAL_CLI_PATH: '' }).temporalPort, 7233);
    assert.equal(readEnvironment({ TEMPORAL_CLI_PATH: '' }).temporalCliPath, undefined);
  });

  it('finds the cache', () => {
    assert.equal(readEnvironment({ XDG_CACHE_HOME: '/x' }).cacheDir, '/x/flatchr-lucca-hire');
    assert.equal(readEnvironment({ XDG_CACHE_HOME: '/x', HIRE_CACHE_DIR: '/y' }).cacheDir, '/y');
  });

  it('tells all that is wrong', () => {
    const wrong = { PORT: '65536', SANDBOX_PORT: '0', TEMPORAL_PORT: 'x', TEMPORAL_UI_PORT: '-1', LOG_LEVEL: 'loud' };
    assert.throws(
      () => readEnvironment(wrong),
      (error) => {
        assert(error instanceof ConfigError);
        assert.deepEqual(
          error.problems.map((problem) => problem.split(': must be ')[0]),
          Object.keys(wrong).map((name) => `environment ${name}`),
        );
        for (const problem of error.problems) assert.match(problem, /Remedy: /);
        return true;
      },
    );
  });
});
