#!/usr/bin/env bash
# fastify 5.12.8 on Node 20 to 24: a time-out that is given under `http` is lost, and one that is given to fastify leaves Node's limits
# for headers and for the whole request in an order that Node itself would not make.
#
# What one would expect: the options under `http` go to Node's createServer, so that http.requestTimeout holds; and requestTimeout, given to
# fastify or to Node, leads to the same server.
# What happens:
# 1. fastify assigns its own requestTimeout, whose default is 0 (none), after the server was made: what stood under `http` is gone.
# 2. Node's createServer lowers headersTimeout to requestTimeout where only the latter is given. fastify assigns the latter later, so that
#    headersTimeout stays at 60 s, above the limit of the whole request.
# Together requestTimeout and http.headersTimeout have the effect that one wants.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null && npm install --no-audit --no-fund --silent fastify@5.12.8

cat > seen.mjs <<'JS'
import { createServer } from 'node:http';
import Fastify from 'fastify';
const limits = ({ requestTimeout, headersTimeout }) => `request ${requestTimeout}, headers ${headersTimeout}`;
const made = (options) => limits(Fastify(options).server);
console.log(`Node,    { requestTimeout }:                            ${limits(createServer({ requestTimeout: 2000 }))}`);
console.log(`fastify, { requestTimeout }:                            ${made({ requestTimeout: 2000 })}`);
console.log(`fastify, { http: { requestTimeout, headersTimeout } }:  ${made({ http: { requestTimeout: 2000, headersTimeout: 1000 } })}`);
console.log(`fastify, { requestTimeout, http: { headersTimeout } }:  ${made({ requestTimeout: 2000, http: { headersTimeout: 1000 } })}`);
JS
cat > expected <<'TXT'
Node,    { requestTimeout }:                            request 2000, headers 2000
fastify, { requestTimeout }:                            request 2000, headers 60000
fastify, { http: { requestTimeout, headersTimeout } }:  request 0, headers 1000
fastify, { requestTimeout, http: { headersTimeout } }:  request 2000, headers 1000
TXT
node seen.mjs | tee seen
diff expected seen && echo "as described: fastify 5.12.8, Node $(node --version)"
