#!/usr/bin/env bash
# npm 11.19.1: `npm ci` in a project whose node_modules is a symbolic link empties the folder that the link leads to.
#
# A link to another checkout's node_modules is a usual way to share an installation between work trees. `npm ci` replaces the link by a
# folder, says so in one warning ("Removing non-directory") – and the other checkout has lost its packages.
# What one would expect: the link is removed, what it leads to is left alone.
# What follows: share by hard links (cp -al) or a package manager with a store, not by a link.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null && npm install --no-audit --no-fund --silent npm@11.19.1
npm=$folder/node_modules/npm/bin/npm-cli.js

mkdir -p one two package && (cd package && echo '{ "name": "some-package", "version": "1.0.0" }' > package.json && node "$npm" pack --silent >/dev/null)
for checkout in one two; do
  (cd $checkout && echo '{ "name": "a-project", "version": "1.0.0", "dependencies": { "some-package": "file:../package/some-package-1.0.0.tgz" } }' > package.json)
done
(cd one && node "$npm" install --no-audit --no-fund --silent && cp package-lock.json ../two/)
ln -s "$folder/one/node_modules" two/node_modules
echo "before: one has $(ls one/node_modules | tr '\n' ' ')"
(cd two && node "$npm" ci --no-audit --no-fund 2>&1 | grep -i 'non-directory' || true)
after="after: one has $(ls one/node_modules | tr '\n' ' ')"
echo "$after"
[ "$after" = 'after: one has ' ] && echo 'as described: npm 11.19.1'
