import { dataConverterOf } from '../../src/encryption/data-converter.js';

/** Of all tests. */
export const KEY = { id: 'tests', key: Buffer.alloc(32, 'tests').toString('base64') };

export const ENCRYPTION = { keys: [KEY] };

export const DATA_CONVERTER = dataConverterOf({ encryption: ENCRYPTION });
