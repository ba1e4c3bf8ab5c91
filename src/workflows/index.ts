export { hire } from './hire.js';
