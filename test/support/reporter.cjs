'use strict';
const { reporters } = require('mocha');

/** Mocha's own report, ended by a line that other programs can read. */
module.exports = class Reporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => console.log(`${this.stats.passes} passed, ${this.stats.failures} failed`));
  }
};
